package io.holoward.scoring.archive;

import io.holoward.detection.lifecycle.ControlCommand;
import io.holoward.scoring.decode.Decoded;
import io.holoward.scoring.topology.Sources;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Sources whose events go into the archive as well, in the order they come. Commands of operators
 * do not: they are no telemetry, and a backtest takes none.
 */
record ArchivingSources(Sources sources, Archive archive) implements Sources {

  @Override
  public DataStream<Decoded> processEvents(StreamExecutionEnvironment env) {
    return archived(sources.processEvents(env), "process-events");
  }

  @Override
  public DataStream<Decoded> alarms(StreamExecutionEnvironment env) {
    return archived(sources.alarms(env), "alarms");
  }

  @Override
  public DataStream<Decoded> flows(StreamExecutionEnvironment env) {
    return archived(sources.flows(env), "flows");
  }

  @Override
  public DataStream<Decoded> control(StreamExecutionEnvironment env) {
    return sources.control(env);
  }

  @Override
  public List<ControlCommand> recordedCommands() {
    return sources.recordedCommands();
  }

  private DataStream<Decoded> archived(DataStream<Decoded> records, String name) {
    archive.inputs(records, name);
    return records;
  }
}
