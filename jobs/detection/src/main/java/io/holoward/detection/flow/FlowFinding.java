package io.holoward.detection.flow;

import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.SourcePosition;
import java.util.List;

/**
 * A flow anomaly as it is raised against the process that owns the flow.
 *
 * <p>It is about one flow that is anomalous by itself, about those that repeat it in the same
 * observation window, or about a window of the flow group. Over the first two the counts add up to
 * the number of flows that are anomalous by themselves.
 *
 * @param process the process of the flow that stands for the finding
 * @param connection its connection
 * @param source where its record stands
 * @param anomalies in the order of their declaration, each once; never empty
 * @param text why, a clause for each anomaly
 * @param firstSeen event time of the first flow counted, milliseconds since the epoch: when it
 *     happened
 * @param lastSeen event time of the last flow counted
 * @param count flows it stands for: anomalous ones, or all flows with a round-trip time of a window
 * @param repetition true when it only counts flows that repeat what was raised before
 */
public record FlowFinding(
    String organisation,
    String host,
    ProcessReference process,
    OrientedConnection connection,
    SourcePosition source,
    List<FlowAnomaly> anomalies,
    String text,
    long firstSeen,
    long lastSeen,
    long count,
    boolean repetition) {

  public FlowFinding {
    anomalies = List.copyOf(anomalies);
  }

  /** This finding with the flows of another one counted in; its own time and evidence stay. */
  FlowFinding counting(FlowFinding other) {
    return new FlowFinding(
        organisation,
        host,
        process,
        connection,
        source,
        anomalies,
        text,
        Math.min(firstSeen, other.firstSeen),
        Math.max(lastSeen, other.lastSeen),
        count + other.count,
        repetition);
  }

  /** The same as a mere repetition. */
  FlowFinding asRepetition() {
    return new FlowFinding(
        organisation,
        host,
        process,
        connection,
        source,
        anomalies,
        text,
        firstSeen,
        lastSeen,
        count,
        true);
  }
}
