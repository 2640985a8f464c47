package io.holoward.benchmarks.pipeline;

import io.holoward.detection.configuration.Configuration;
import io.holoward.scoring.decode.Decoded;
import io.holoward.scoring.kafka.KafkaSources;
import io.holoward.scoring.topology.Sources;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The topics up to where they end now, with a start line behind each that is measured with. */
record MeasuredSources(KafkaSources topics) implements Sources {

  static MeasuredSources of(Configuration configuration) {
    return new MeasuredSources(KafkaSources.bounded(configuration));
  }

  @Override
  public DataStream<Decoded> processEvents(StreamExecutionEnvironment env) {
    return topics.processEvents(env).filter(new StartLine<>()).name("start").uid("start");
  }

  @Override
  public DataStream<Decoded> alarms(StreamExecutionEnvironment env) {
    return topics.alarms(env);
  }

  @Override
  public DataStream<Decoded> flows(StreamExecutionEnvironment env) {
    return topics.flows(env).filter(new StartLine<>()).name("start-flows").uid("start-flows");
  }

  @Override
  public DataStream<Decoded> control(StreamExecutionEnvironment env) {
    return topics.control(env);
  }
}
