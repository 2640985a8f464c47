package io.holoward.detection.flow;

import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.response.FlowAdvice;

/**
 * A flow with the indication of what is anomalous about it, as attributes beside its own.
 *
 * @param processId the process that owns it, as far as the flow itself tells
 * @param processName the process as a person calls it
 * @param observation what the statistics of its flow group say, and its port
 * @param expectedPorts the ports of its application, such as {@code tcp 80, 8080}; null where the
 *     application is unknown
 * @param advice what to do about it; null unless it is anomalous
 */
public record AnnotatedFlow(
    FlowEvent flow,
    String processId,
    String processName,
    FlowObservation observation,
    String expectedPorts,
    FlowAdvice advice) {

  /** Whether anything is anomalous about the flow. */
  public boolean anomalous() {
    return !observation.anomalies().isEmpty();
  }
}
