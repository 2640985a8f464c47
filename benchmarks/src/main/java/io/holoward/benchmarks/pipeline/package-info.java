/**
 * What the whole job takes in a second, beside the least that can be done with a topic in Flink:
 * reading its bytes and forgetting them.
 */
package io.holoward.benchmarks.pipeline;
