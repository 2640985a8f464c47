package io.holoward.scoring.topology;

import io.holoward.scoring.decode.Decoded;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Where a topology reads from. Each stream carries event-time timestamps and watermarks already; a
 * record without event time has {@link Decoded#NO_TIMESTAMP}.
 */
public interface Sources {

  /** Connections, process starts and listens, those of one host in one order. */
  DataStream<Decoded> processEvents(StreamExecutionEnvironment env);

  /** Alarms of upstream products. */
  DataStream<Decoded> alarms(StreamExecutionEnvironment env);

  /** Network flows, those of one host in one order. */
  DataStream<Decoded> flows(StreamExecutionEnvironment env);

  /** Commands of operators. Their watermarks count for nothing: they never hold the job back. */
  DataStream<Decoded> control(StreamExecutionEnvironment env);
}
