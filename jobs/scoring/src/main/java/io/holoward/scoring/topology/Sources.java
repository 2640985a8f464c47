package io.holoward.scoring.topology;

import io.holoward.detection.lifecycle.ControlCommand;
import io.holoward.scoring.decode.Decoded;
import java.util.List;
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

  /**
   * Commands that are known before the first record is read. A recording has them all: live, a
   * command arrives long before the windows it holds for close; in a replay it would race them.
   */
  default List<ControlCommand> recordedCommands() {
    return List.of();
  }
}
