package io.holoward.detection.flow;

import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.SourcePosition;

/** What a finding points to: of one of its flows the process, the connection and the record. */
record FlowEvidence(
    ProcessReference process, OrientedConnection connection, SourcePosition source) {

  /** A longer command line is not kept: the start of the process has told it. */
  private static final int MAX_COMMAND_LINE = 1_024;

  static FlowEvidence of(FlowEvent flow) {
    return new FlowEvidence(bounded(flow.process()), flow.connection(), flow.source());
  }

  private static ProcessReference bounded(ProcessReference process) {
    boolean fits =
        process == null
            || process.commandLine() == null
            || process.commandLine().length() <= MAX_COMMAND_LINE;
    return fits
        ? process
        : new ProcessReference(
            process.guid(),
            process.pid(),
            process.image(),
            process.user(),
            null,
            process.container());
  }
}
