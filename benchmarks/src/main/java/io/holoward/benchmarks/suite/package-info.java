/** Runs the parts of the benchmark one after the other and writes down what they found. */
package io.holoward.benchmarks.suite;
