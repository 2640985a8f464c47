package io.holoward.detection.flow;

import java.util.List;

/**
 * What one flow led to.
 *
 * @param observation what is written beside the flow
 * @param findings what it raised and what the windows raised that its time closed, in this order:
 *     windows that ended, the flow, a window that had to make room
 */
public record FlowOutcome(FlowObservation observation, List<FlowFinding> findings) {

  public FlowOutcome {
    findings = List.copyOf(findings);
  }
}
