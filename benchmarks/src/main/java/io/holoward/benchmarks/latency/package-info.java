/** How long it takes from an event that is to be sent to the scored alarm it leads to. */
package io.holoward.benchmarks.latency;
