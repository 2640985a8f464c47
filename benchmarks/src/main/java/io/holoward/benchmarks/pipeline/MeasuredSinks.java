package io.holoward.benchmarks.pipeline;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.finding.Finding;
import io.holoward.detection.flow.AnnotatedFlow;
import io.holoward.scoring.kafka.KafkaSinks;
import io.holoward.scoring.topology.SinksAround;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** The topics, with a finish line before those of findings and of annotated flows. */
final class MeasuredSinks extends SinksAround {
  private final boolean writesFlows;

  /**
   * @param writesFlows whether annotated flows are written; else they are forgotten
   */
  private MeasuredSinks(KafkaSinks topics, boolean writesFlows) {
    super(topics);
    this.writesFlows = writesFlows;
  }

  static MeasuredSinks of(Configuration configuration, boolean writesFlows) {
    return new MeasuredSinks(new KafkaSinks(configuration), writesFlows);
  }

  @Override
  public void scoredAlarms(DataStream<Finding> findings) {
    super.scoredAlarms(beforeFinish(findings, "finish"));
  }

  private static <T> DataStream<T> beforeFinish(DataStream<T> stream, String uid) {
    return stream.transform(uid, stream.getType(), new FinishLine<>()).uid(uid);
  }

  @Override
  public void annotatedFlows(DataStream<AnnotatedFlow> flows) {
    DataStream<AnnotatedFlow> finished = beforeFinish(flows, "finish-flows");
    if (writesFlows) {
      super.annotatedFlows(finished);
    } else {
      finished.sinkTo(new DiscardingSink<>()).uid("discard-flows");
    }
  }
}
