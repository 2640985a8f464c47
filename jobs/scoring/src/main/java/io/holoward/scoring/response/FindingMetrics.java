package io.holoward.scoring.response;

import io.holoward.detection.finding.Finding;
import io.holoward.detection.finding.Verdict;
import io.holoward.scoring.metrics.Buckets;
import io.holoward.scoring.metrics.JobMetrics;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;

/** Findings by verdict and detector, and how long after the event they are told. */
final class FindingMetrics {

  private static final List<String> DETECTORS =
      List.of(Finding.CONNECTION, Finding.EXTERNAL_ALARM, Finding.FLOW);

  private static final double MILLIS_PER_SECOND = 1000;

  private final RuntimeContext context;
  private final Map<Verdict, Map<String, Counter>> raised = new EnumMap<>(Verdict.class);
  private final Counter updates;
  private final Buckets lag;

  FindingMetrics(RuntimeContext context) {
    this.context = context;
    // From the start, so that a rate over the first of each is one.
    for (Verdict verdict : Verdict.values()) {
      raised.put(verdict, new HashMap<>());
      DETECTORS.forEach(detector -> raised(verdict, detector));
    }
    updates = JobMetrics.of(context).counter("findingUpdates");
    lag =
        Buckets.register(
            context, "findingLagSeconds", 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 3600, 86400);
  }

  private Counter raised(Verdict verdict, String detector) {
    return raised
        .get(verdict)
        .computeIfAbsent(
            detector,
            any ->
                JobMetrics.of(context, "verdict", verdict.name())
                    .addGroup("detector", any)
                    .counter("findings"));
  }

  /**
   * Counts a finding.
   *
   * @param now milliseconds since the epoch
   */
  void count(Finding finding, long now) {
    if (finding.update()) {
      updates.inc();
    } else {
      raised(finding.verdict(), finding.detector()).inc();
      lag.observe((now - finding.eventTime()) / MILLIS_PER_SECOND);
    }
  }
}
