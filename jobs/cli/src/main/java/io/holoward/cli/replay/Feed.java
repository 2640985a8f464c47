package io.holoward.cli.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;

/** Recorded telemetry as records of the source topics, by event time. For one thread. */
public interface Feed extends AutoCloseable {

  /** How many records there are. */
  long size();

  /** How many lines of the recording are no record: unusable ones, and those of no interest. */
  long leftOut();

  /** Event time of the first; not to be asked of a feed without records. */
  Instant begin();

  /** Event time of the last; not to be asked of a feed without records. */
  Instant end();

  /**
   * The records, once.
   *
   * @param shift is added to every time in them
   */
  Iterator<FeedRecord> records(Duration shift);

  @Override
  void close();
}
