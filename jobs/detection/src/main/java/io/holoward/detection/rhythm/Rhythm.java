package io.holoward.detection.rhythm;

import java.io.Serializable;

/**
 * How regularly an instance connects to a service.
 *
 * @param connections in the time looked at
 * @param meanGap mean time between two of them, in seconds
 * @param variation standard deviation of the gaps over their mean
 */
public record Rhythm(long connections, double meanGap, double variation) implements Serializable {}
