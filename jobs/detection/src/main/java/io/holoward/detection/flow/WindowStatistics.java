package io.holoward.detection.flow;

/**
 * The round-trip times of one closed window of a flow group, in milliseconds.
 *
 * @param windowEnd its end (exclusive), milliseconds since the epoch
 * @param count number of samples, at least 1
 * @param mean their mean
 * @param standardDeviation their standard deviation (of the population)
 * @param min the smallest
 * @param max the largest
 */
public record WindowStatistics(
    long windowEnd, long count, double mean, double standardDeviation, double min, double max) {}
