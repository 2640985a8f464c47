package io.holoward.scoring.process;

import io.holoward.detection.configuration.Configuration;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * The points in event time at which something about a process is decided, all of them aligned to
 * observation windows. Times are milliseconds since the epoch.
 *
 * @param windowSize the length of an observation window
 * @param allowedLateness how long after its end a window closes
 * @param expiry how long a process without a model is kept after it was last seen
 * @param sealAt the configured time of sealing; {@link Long#MIN_VALUE} for none
 */
record WindowClock(long windowSize, long allowedLateness, long expiry, long sealAt)
    implements Serializable {

  /** Upkeep is never urgent: its ticks are coarse, so that few of them cover much. */
  private static final long UPKEEP_GRAIN = Duration.ofHours(1).toMillis();

  static WindowClock of(Configuration configuration) {
    Instant sealAt = configuration.promotion().sealAt();
    return new WindowClock(
        configuration.window().size().toMillis(),
        configuration.time().allowedLateness().toMillis(),
        configuration.states().expiry().toMillis(),
        sealAt == null ? Long.MIN_VALUE : sealAt.toEpochMilli());
  }

  /** The exclusive end of the window that holds a time. */
  long windowEnd(long time) {
    return (Math.floorDiv(time, windowSize) + 1) * windowSize;
  }

  /** The begin of the first window that begins at a time or after it. */
  long firstWindowFrom(long time) {
    return windowEnd(time - 1);
  }

  /** The tick at which what ends at a time, a window or a repeat slot, closes. */
  long closing(long end) {
    return end + allowedLateness;
  }

  /** The end of what closes at a tick. */
  long closedAt(long tick) {
    return tick - allowedLateness;
  }

  /** Every window that began before this time has closed when the watermark is here. */
  long settled(long watermark) {
    long delay = allowedLateness + windowSize;
    return watermark < Long.MIN_VALUE + delay ? Long.MIN_VALUE : watermark - delay;
  }

  /** The end of the window of {@code promotion.seal-at}, which has to be set. */
  long sealAtWindowEnd() {
    return firstWindowFrom(sealAt);
  }

  /** When that window has closed. */
  long sealAtTick() {
    return closing(sealAtWindowEnd());
  }

  /** The tick of upkeep at which something due at a time is looked at. */
  long upkeepTick(long due) {
    return (Math.floorDiv(due, UPKEEP_GRAIN) + 1) * UPKEEP_GRAIN;
  }

  /** The tick of upkeep at which a process last seen at a time has expired. */
  long expiryTick(long lastSeen) {
    return upkeepTick(lastSeen + expiry);
  }
}
