package io.holoward.scoring.flow;

import io.holoward.detection.flow.FlowGroupKey;
import io.holoward.detection.observation.FlowEvent;

/**
 * A flow and the group its statistics belong to.
 *
 * @param processId the process that owns it, as far as the flow itself tells
 * @param processName the process as a person calls it
 */
public record GroupedFlow(
    FlowGroupKey group, String processId, String processName, FlowEvent flow) {}
