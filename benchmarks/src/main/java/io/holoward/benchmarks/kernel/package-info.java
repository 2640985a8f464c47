/** Nanoseconds and bytes an alarm, of the kernel and of other detectors on the same records. */
package io.holoward.benchmarks.kernel;
