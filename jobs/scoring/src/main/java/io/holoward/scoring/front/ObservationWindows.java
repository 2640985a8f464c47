package io.holoward.scoring.front;

import java.io.Serializable;
import java.time.Duration;

/** Tumbling windows of event time, aligned to the epoch. */
public record ObservationWindows(long size) implements Serializable {

  /** Windows of this length. */
  public ObservationWindows(Duration size) {
    this(size.toMillis());
  }

  /** The exclusive end of the window that holds a time, both in milliseconds since the epoch. */
  public long endOf(long eventTime) {
    return Math.floorDiv(eventTime, size) * size + size;
  }
}
