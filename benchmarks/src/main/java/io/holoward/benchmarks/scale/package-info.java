/** What the number of processes, the parallelism and an uneven load cost. */
package io.holoward.benchmarks.scale;
