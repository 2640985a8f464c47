package io.holoward.scoring.population;

/**
 * Which process instances showed which records in a window that is still open.
 *
 * @param windowEnd exclusive end of the window, milliseconds since the epoch
 * @param hashes one of each instance and record
 */
public record SeenRecords(long windowEnd, long[] hashes) {}
