package io.holoward.detection.observation;

import java.util.Comparator;

/**
 * Where one input record stands, so that a person can go back to it.
 *
 * @param name the file's name, or {@code topic-partition}
 * @param position the 1-based line of the file, or the Kafka offset
 */
public record SourcePosition(String name, long position) {

  /** By name, then by position. */
  public static final Comparator<SourcePosition> ORDER =
      Comparator.comparing(SourcePosition::name).thenComparingLong(SourcePosition::position);
}
