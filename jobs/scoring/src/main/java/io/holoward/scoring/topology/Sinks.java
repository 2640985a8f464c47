package io.holoward.scoring.topology;

import io.holoward.detection.finding.Finding;
import io.holoward.detection.lifecycle.Progress;
import io.holoward.scoring.decode.DeadLetter;
import io.holoward.scoring.process.StateSnapshot;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Where a topology writes to. */
public interface Sinks {

  /** Findings as they are first raised, and their closing updates. */
  void scoredAlarms(DataStream<Finding> findings);

  /** The intended states of a process, whenever they change. */
  void intendedStates(DataStream<StateSnapshot> snapshots);

  /** How far the discovery of a process has come. */
  void progress(DataStream<Progress> progress);

  /** Input that could not be used. */
  void deadLetters(DataStream<DeadLetter> deadLetters);
}
