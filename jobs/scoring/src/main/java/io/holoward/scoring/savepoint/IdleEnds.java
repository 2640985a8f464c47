package io.holoward.scoring.savepoint;

import io.holoward.detection.finding.AssessedConnection;
import io.holoward.detection.finding.Finding;
import io.holoward.detection.flow.AnnotatedFlow;
import io.holoward.detection.history.HistorySnapshot;
import io.holoward.detection.lifecycle.Progress;
import io.holoward.detection.population.PopulationModel;
import io.holoward.detection.port.PortExceptionProposal;
import io.holoward.detection.response.Response;
import io.holoward.scoring.decode.DeadLetter;
import io.holoward.scoring.decode.Decoded;
import io.holoward.scoring.process.StateSnapshot;
import io.holoward.scoring.topology.Sinks;
import io.holoward.scoring.topology.Sources;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Ends of a topology that nothing comes from and nothing comes out of. */
final class IdleEnds implements Sources, Sinks {

  /** What the uids of these ends begin with, and no other. */
  private static final String UID_PREFIX = "idle-";

  /** Whether an operator is one of these ends. */
  static boolean has(OperatorState operator) {
    return operator.getOperatorUid().filter(uid -> uid.contains(UID_PREFIX)).isPresent();
  }

  @Override
  public DataStream<Decoded> processEvents(StreamExecutionEnvironment env) {
    return nothing(env, "process-events");
  }

  @Override
  public DataStream<Decoded> alarms(StreamExecutionEnvironment env) {
    return nothing(env, "alarms");
  }

  @Override
  public DataStream<Decoded> flows(StreamExecutionEnvironment env) {
    return nothing(env, "flows");
  }

  @Override
  public DataStream<Decoded> control(StreamExecutionEnvironment env) {
    return nothing(env, "control");
  }

  private static DataStream<Decoded> nothing(StreamExecutionEnvironment env, String name) {
    String uid = UID_PREFIX + name;
    return env.fromSource(
            new IdleSource(),
            WatermarkStrategy.noWatermarks(),
            uid,
            TypeInformation.of(Decoded.class))
        .uid(uid);
  }

  @Override
  public void scoredAlarms(DataStream<Finding> findings) {
    discard(findings, "scored-alarms");
  }

  @Override
  public void intendedStates(DataStream<StateSnapshot> snapshots) {
    discard(snapshots, "intended-states-out");
  }

  @Override
  public void populations(DataStream<PopulationModel> models) {
    discard(models, "populations-out");
  }

  @Override
  public void progress(DataStream<Progress> progress) {
    discard(progress, "progress");
  }

  @Override
  public void annotatedFlows(DataStream<AnnotatedFlow> flows) {
    discard(flows, "annotated-flows");
  }

  @Override
  public void responses(DataStream<Response> responses) {
    discard(responses, "responses");
  }

  @Override
  public void portExceptions(DataStream<PortExceptionProposal> proposals) {
    discard(proposals, "port-exceptions-out");
  }

  @Override
  public void addressHistories(DataStream<HistorySnapshot> histories) {
    discard(histories, "address-history-out");
  }

  @Override
  public void assessments(DataStream<AssessedConnection> connections) {
    discard(connections, "assessments");
  }

  @Override
  public void deadLetters(DataStream<DeadLetter> deadLetters) {
    discard(deadLetters, "dead-letters");
  }

  private static <T> void discard(DataStream<T> stream, String name) {
    String uid = UID_PREFIX + name;
    stream.sinkTo(new DiscardingSink<>()).name(uid).uid(uid);
  }
}
