package io.holoward.detection.flow;

import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.RoundTrip;
import io.holoward.entropy.Moments;
import java.util.EnumMap;
import java.util.Map;

/** An open window of a flow group: what its flows with a round-trip time add up to. */
final class FlowWindow {

  final long end;
  FlowEvidence first;
  Moments samples = new Moments();
  double min = Double.POSITIVE_INFINITY;
  double max;
  Moments flowLogs = new Moments();
  long firstSeen = Long.MAX_VALUE;
  long lastSeen = Long.MIN_VALUE;
  final Map<FlowAnomaly, String> mismatches = new EnumMap<>(FlowAnomaly.class);

  /**
   * @param end its end (exclusive)
   */
  FlowWindow(long end) {
    this.end = end;
  }

  /** Adds a flow that has a round-trip time. */
  void add(FlowEvent flow, FlowAnomaly mismatch, String mismatchText) {
    RoundTrip times = flow.roundTrip();
    Moments added = Moments.of(times.count(), times.mean(), times.standardDeviation());
    if (samples.count() == 0) {
      samples = added;
    } else {
      samples.merge(added);
    }
    min = Math.min(min, times.min());
    max = Math.max(max, times.max());
    flowLogs.add(Math.log(times.mean()));
    if (flow.eventTime() < firstSeen) {
      firstSeen = flow.eventTime();
      first = FlowEvidence.of(flow);
    }
    lastSeen = Math.max(lastSeen, flow.eventTime());
    if (mismatch != null) {
      mismatches.putIfAbsent(mismatch, mismatchText);
    }
  }

  WindowStatistics statistics() {
    return new WindowStatistics(
        end, samples.count(), samples.mean(), samples.standardDeviation(), min, max);
  }
}
