package io.holoward.detection.flow;

import io.holoward.detection.observation.RoundTrip;
import io.holoward.entropy.Moments;
import io.holoward.entropy.RttBaseline;
import io.holoward.entropy.RttBaseline.Observation;
import io.holoward.entropy.RttDrift;
import io.holoward.entropy.RttRules;

/**
 * What round-trip times of a flow group usually are: by its windows, by its single flows, and by
 * the reference that a creep is measured from.
 *
 * <p>A single flow varies more than the mean of a window, so the spread of single flows is learned
 * too, from the same windows as the baseline: each window weighs the same, and they fade alike.
 */
final class RttModel {

  final RttRules rules;
  final RttBaseline baseline;
  final RttDrift drift;
  Moments flows;
  Moments deviatingFlows;

  RttModel(FlowRules rules) {
    this(
        rules.rtt(),
        new RttBaseline(rules.rtt()),
        new RttDrift(rules.drift()),
        new Moments(),
        new Moments());
  }

  RttModel(
      RttRules rules, RttBaseline baseline, RttDrift drift, Moments flows, Moments deviatingFlows) {
    this.rules = rules;
    this.baseline = baseline;
    this.drift = drift;
    this.flows = flows;
    this.deviatingFlows = deviatingFlows;
  }

  /**
   * Compares a flow with what was learned, and learns nothing.
   *
   * @param roundTrip of the flow; null where none was measured
   * @return null before anything was learned
   */
  RttComparison compare(RoundTrip roundTrip) {
    if (baseline.count() == 0) {
      return null;
    }
    double spread =
        Math.max(Math.max(windowDeviation(), flows.standardDeviation()), rules.deviationFloor());
    boolean judged = roundTrip != null && baseline.count() >= rules.minCount();
    return new RttComparison(
        baseline.count(),
        baseline.mean(),
        spread,
        judged ? (Math.log(roundTrip.mean()) - baseline.mean()) / spread : null,
        rules.k());
  }

  /**
   * Judges a closed window and learns it if it is as usual. A mean that rounding has made
   * impossible is neither judged nor learned.
   *
   * @return null for nothing unusual
   */
  RttVerdict close(FlowWindow window) {
    double mean = window.samples.mean();
    double before = baseline.mean();
    Observation judged = baseline.observe(mean);
    return switch (judged.verdict()) {
      case LEARNING, NORMAL -> learned(window, Math.log(mean));
      case ANOMALOUS -> {
        deviatingFlows = withWindow(deviatingFlows, window.flowLogs);
        yield RttVerdict.deviation(before, Math.log(mean), judged.zScore(), rules.k());
      }
      case RELEARNED -> {
        flows = withWindow(deviatingFlows, window.flowLogs);
        deviatingFlows = new Moments();
        drift.restart();
        yield RttVerdict.levelShift(before, baseline.mean());
      }
      case INVALID -> null;
    };
  }

  private RttVerdict learned(FlowWindow window, double logMean) {
    flows = withWindow(flows, window.flowLogs);
    deviatingFlows = new Moments();
    return drift.observe(logMean) ? RttVerdict.drift(drift.referenceMean(), drift.level()) : null;
  }

  /** One window more, which weighs as much as any other; older ones fade as in the baseline. */
  private Moments withWindow(Moments windows, Moments window) {
    Moments sum =
        Moments.of(
            Math.min(windows.count(), rules.maxCount() - 1),
            windows.mean(),
            windows.standardDeviation());
    sum.merge(Moments.of(1, window.mean(), window.standardDeviation()));
    return sum;
  }

  private double windowDeviation() {
    return Math.sqrt(baseline.sumOfSquares() / baseline.count());
  }
}
