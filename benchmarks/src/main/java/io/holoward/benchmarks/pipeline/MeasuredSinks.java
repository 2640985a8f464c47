package io.holoward.benchmarks.pipeline;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.finding.Finding;
import io.holoward.detection.lifecycle.Progress;
import io.holoward.scoring.decode.DeadLetter;
import io.holoward.scoring.kafka.KafkaSinks;
import io.holoward.scoring.process.StateSnapshot;
import io.holoward.scoring.topology.Sinks;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The topics, with a finish line before the findings' one. */
record MeasuredSinks(KafkaSinks topics) implements Sinks {

  static MeasuredSinks of(Configuration configuration) {
    return new MeasuredSinks(new KafkaSinks(configuration));
  }

  @Override
  public void scoredAlarms(DataStream<Finding> findings) {
    topics.scoredAlarms(
        findings.transform("finish", findings.getType(), new FinishLine<>()).uid("finish"));
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
  public void deadLetters(DataStream<DeadLetter> deadLetters) {
    topics.deadLetters(deadLetters);
  }
}
