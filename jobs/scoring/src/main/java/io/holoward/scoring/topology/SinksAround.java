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

/** Other sinks, of which an heir makes something else of some. */
public abstract class SinksAround implements Sinks {
  private final Sinks sinks;

  /**
   * @param sinks where everything goes that an heir does not send elsewhere
   */
  protected SinksAround(Sinks sinks) {
    this.sinks = sinks;
  }

  @Override
  public void scoredAlarms(DataStream<Finding> findings) {
    sinks.scoredAlarms(findings);
  }

  @Override
  public void intendedStates(DataStream<StateSnapshot> snapshots) {
    sinks.intendedStates(snapshots);
  }

  @Override
  public void populations(DataStream<PopulationModel> models) {
    sinks.populations(models);
  }

  @Override
  public void progress(DataStream<Progress> progress) {
    sinks.progress(progress);
  }

  @Override
  public void annotatedFlows(DataStream<AnnotatedFlow> flows) {
    sinks.annotatedFlows(flows);
  }

  @Override
  public void responses(DataStream<Response> responses) {
    sinks.responses(responses);
  }

  @Override
  public void portExceptions(DataStream<PortExceptionProposal> proposals) {
    sinks.portExceptions(proposals);
  }

  @Override
  public void addressHistories(DataStream<HistorySnapshot> histories) {
    sinks.addressHistories(histories);
  }

  @Override
  public void assessments(DataStream<AssessedConnection> assessments) {
    sinks.assessments(assessments);
  }

  @Override
  public void deadLetters(DataStream<DeadLetter> deadLetters) {
    sinks.deadLetters(deadLetters);
  }
}
