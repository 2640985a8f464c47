package io.holoward.benchmarks.pipeline;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.finding.Finding;
import io.holoward.detection.flow.AnnotatedFlow;
import io.holoward.detection.lifecycle.Progress;
import io.holoward.detection.port.PortExceptionProposal;
import io.holoward.detection.response.Response;
import io.holoward.scoring.decode.DeadLetter;
import io.holoward.scoring.kafka.KafkaSinks;
import io.holoward.scoring.process.StateSnapshot;
import io.holoward.scoring.topology.Sinks;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * The topics, with a finish line before those of findings and of annotated flows.
 *
 * @param writesFlows whether annotated flows are written; else they are forgotten
 */
record MeasuredSinks(KafkaSinks topics, boolean writesFlows) implements Sinks {

  static MeasuredSinks of(Configuration configuration, boolean writesFlows) {
    return new MeasuredSinks(new KafkaSinks(configuration), writesFlows);
  }

  @Override
  public void scoredAlarms(DataStream<Finding> findings) {
    topics.scoredAlarms(beforeFinish(findings, "finish"));
  }

  private static <T> DataStream<T> beforeFinish(DataStream<T> stream, String uid) {
    return stream.transform(uid, stream.getType(), new FinishLine<>()).uid(uid);
  }

  @Override
  public void intendedStates(DataStream<StateSnapshot> snapshots) {
    topics.intendedStates(snapshots);
  }

  @Override
  public void progress(DataStream<Progress> progress) {
    topics.progress(progress);
  }

  @Override
  public void annotatedFlows(DataStream<AnnotatedFlow> flows) {
    DataStream<AnnotatedFlow> finished = beforeFinish(flows, "finish-flows");
    if (writesFlows) {
      topics.annotatedFlows(finished);
    } else {
      finished.sinkTo(new DiscardingSink<>()).uid("discard-flows");
    }
  }

  @Override
  public void responses(DataStream<Response> responses) {
    topics.responses(responses);
  }

  @Override
  public void portExceptions(DataStream<PortExceptionProposal> proposals) {
    topics.portExceptions(proposals);
  }

  @Override
  public void deadLetters(DataStream<DeadLetter> deadLetters) {
    topics.deadLetters(deadLetters);
  }
}
