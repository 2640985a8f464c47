package io.holoward.scoring.topology;

import io.holoward.detection.finding.AssessedConnection;
import io.holoward.detection.finding.Finding;
import io.holoward.detection.flow.AnnotatedFlow;
import io.holoward.detection.history.HistorySnapshot;
import io.holoward.detection.lifecycle.Progress;
import io.holoward.detection.population.PopulationModel;
import io.holoward.detection.port.PortExceptionProposal;
import io.holoward.detection.response.Response;
import io.holoward.scoring.decode.DeadLetter;
import io.holoward.scoring.process.StateSnapshot;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Where a topology writes to. */
public interface Sinks {

  /** Findings as they are first raised, and their closing updates. */
  void scoredAlarms(DataStream<Finding> findings);

  /** The intended states of a process, whenever they change. */
  void intendedStates(DataStream<StateSnapshot> snapshots);

  /** How the connections of an organisation come about, whenever a model of it is sealed. */
  void populations(DataStream<PopulationModel> models);

  /** How far the discovery of a process has come. */
  void progress(DataStream<Progress> progress);

  /** Every flow, with what is anomalous about it. */
  void annotatedFlows(DataStream<AnnotatedFlow> flows);

  /** What to do about findings. */
  void responses(DataStream<Response> responses);

  /** Proposals to accept applications on ports that are not their own. */
  void portExceptions(DataStream<PortExceptionProposal> proposals);

  /** Which services of a network an organisation uses. */
  void addressHistories(DataStream<HistorySnapshot> histories);

  /**
   * How every connection compares; called with {@code evaluation.assess} only, and of interest to
   * evaluations alone.
   */
  default void assessments(DataStream<AssessedConnection> connections) {}

  /** Input that could not be used. */
  void deadLetters(DataStream<DeadLetter> deadLetters);
}
