package io.holoward.detection.flow;

import io.holoward.entropy.DriftRules;
import io.holoward.entropy.RttRules;
import java.io.Serializable;

/**
 * How the flows of a group are summed up and judged.
 *
 * @param rtt how a round-trip time is compared with its past; by logarithms
 * @param drift when a creeping level is reported
 * @param windowMillis length of the event-time windows whose mean is one value of the baseline
 * @param settleMillis how long after its end a window waits for flows out of order
 * @param observationMillis length of the event-time windows in which a combination of features is
 *     raised once
 */
public record FlowRules(
    RttRules rtt, DriftRules drift, long windowMillis, long settleMillis, long observationMillis)
    implements Serializable {

  public FlowRules {
    if (!rtt.logarithmic()) {
      throw new IllegalArgumentException("round-trip times are compared by their logarithms");
    }
    if (windowMillis < 1 || settleMillis < 0 || observationMillis < 1) {
      throw new IllegalArgumentException(
          "a window of %d ms, %d ms to settle and an observation window of %d ms are not possible"
              .formatted(windowMillis, settleMillis, observationMillis));
    }
  }

  /** End (exclusive) of the window that a time belongs to. */
  long windowEnd(long time) {
    return (Math.floorDiv(time, windowMillis) + 1) * windowMillis;
  }

  /** Begin of the observation window that a time belongs to. */
  long observationWindow(long time) {
    return Math.floorDiv(time, observationMillis) * observationMillis;
  }
}
