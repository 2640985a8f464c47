/** Other detectors on the very same records as holo-entropy. */
package io.holoward.benchmarks.peers;
