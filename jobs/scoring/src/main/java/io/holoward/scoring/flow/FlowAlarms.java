package io.holoward.scoring.flow;

import io.holoward.detection.features.FeatureExtractor;
import io.holoward.detection.features.Novelty;
import io.holoward.detection.flow.FlowAlarm;
import io.holoward.detection.flow.FlowAnomaly;
import io.holoward.detection.flow.FlowFinding;
import io.holoward.detection.identity.InstanceKey;
import io.holoward.detection.rhythm.Gaps;
import io.holoward.entropy.Signature;
import io.holoward.scoring.front.ObservationWindows;
import io.holoward.scoring.instance.InstanceEvent;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Makes the anomaly of a flow an alarm of the process instance that owns the flow. */
final class FlowAlarms {

  private FlowAlarms() {}

  /** The alarm: its signature is that of the connection, and what is anomalous about the flow. */
  static InstanceEvent of(
      FlowFinding finding, FeatureExtractor features, ObservationWindows windows) {
    Set<String> signature = new TreeSet<>(features.signature(finding.connection()).features());
    for (FlowAnomaly anomaly : finding.anomalies()) {
      signature.add(anomaly.feature());
    }
    return new InstanceEvent(
        InstanceKey.of(finding.organisation(), finding.host(), finding.process()),
        finding.repetition() ? InstanceEvent.Kind.FLOW_REPETITION : InstanceEvent.Kind.FLOW,
        finding.organisation(),
        finding.host(),
        finding.process(),
        Signature.of(signature).text(),
        List.of(finding.connection()),
        windows.endOf(finding.firstSeen()),
        finding.count(),
        finding.firstSeen(),
        finding.lastSeen(),
        null,
        null,
        new FlowAlarm(finding.anomalies(), finding.text()),
        finding.source(),
        false,
        Novelty.NONE,
        Gaps.NONE);
  }
}
