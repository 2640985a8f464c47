package io.holoward.scoring.kafka;

import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Which records of the source topics are meant.
 *
 * @param from where they begin, inclusive
 * @param to where they end, exclusive
 */
public record TopicRange(Edge from, Edge to) {

  /** Everything the topics hold when they are first looked at. */
  public static final TopicRange ALL = new TopicRange(new Open(), new Open());

  /** One end of a range. */
  public sealed interface Edge {}

  /** What the topics have: the earliest record, or the end when they are first looked at. */
  public record Open() implements Edge {}

  /**
   * By the timestamps of records, which order a partition only roughly: the first record that is
   * not older.
   */
  public record At(Instant time) implements Edge {}

  /** By offset; open for every partition that is not named. */
  public record Offsets(Map<TopicPartition, Long> offsets) implements Edge {
    public Offsets {
      offsets = Map.copyOf(offsets);
    }
  }
}
