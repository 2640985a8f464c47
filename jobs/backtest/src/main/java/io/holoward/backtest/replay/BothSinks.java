package io.holoward.backtest.replay;

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
import io.holoward.scoring.topology.Sinks;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Everything to both of two sinks. Their operators must not share a uid. */
record BothSinks(Sinks one, Sinks other) implements Sinks {

  @Override
  public void scoredAlarms(DataStream<Finding> findings) {
    one.scoredAlarms(findings);
    other.scoredAlarms(findings);
  }

  @Override
  public void intendedStates(DataStream<StateSnapshot> snapshots) {
    one.intendedStates(snapshots);
    other.intendedStates(snapshots);
  }

  @Override
  public void populations(DataStream<PopulationModel> models) {
    one.populations(models);
    other.populations(models);
  }

  @Override
  public void progress(DataStream<Progress> progress) {
    one.progress(progress);
    other.progress(progress);
  }

  @Override
  public void annotatedFlows(DataStream<AnnotatedFlow> flows) {
    one.annotatedFlows(flows);
    other.annotatedFlows(flows);
  }

  @Override
  public void responses(DataStream<Response> responses) {
    one.responses(responses);
    other.responses(responses);
  }

  @Override
  public void portExceptions(DataStream<PortExceptionProposal> proposals) {
    one.portExceptions(proposals);
    other.portExceptions(proposals);
  }

  @Override
  public void addressHistories(DataStream<HistorySnapshot> histories) {
    one.addressHistories(histories);
    other.addressHistories(histories);
  }

  @Override
  public void assessments(DataStream<AssessedConnection> assessments) {
    one.assessments(assessments);
    other.assessments(assessments);
  }

  @Override
  public void deadLetters(DataStream<DeadLetter> deadLetters) {
    one.deadLetters(deadLetters);
    other.deadLetters(deadLetters);
  }
}
