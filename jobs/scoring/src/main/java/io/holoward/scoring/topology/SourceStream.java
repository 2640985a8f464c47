package io.holoward.scoring.topology;

/** The input streams of the topology, each a method of {@link Sources}. */
public enum SourceStream {
  /** Connections, process starts and listens. */
  PROCESS_EVENTS,
  /** Alarms of upstream products. */
  ALARMS,
  /** Network flows. */
  FLOWS,
  /** Commands of operators. */
  CONTROL
}
