package io.holoward.backtest.replay;

import io.holoward.detection.lifecycle.ControlCommand;
import io.holoward.scoring.decode.Decoded;
import io.holoward.scoring.topology.SourceStream;
import io.holoward.scoring.topology.Sources;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A recording as the ends of the topology. Its records come in event-time order, as far as that
 * leaves those of a partition as they arrived, so that the watermark follows them closely. Of files
 * everything comes as process events: those of one file may be of several kinds.
 */
final class ReplaySources implements Sources {

  private final List<ControlCommand> commands;
  private final SingleOutputStreamOperator<Decoded> streams;

  /**
   * @param env where the recording is replayed
   */
  ReplaySources(Recording recording, StreamExecutionEnvironment env) {
    commands = recording.commands();
    streams =
        env.fromSource(
                recording.source(),
                WatermarkStrategy.<Replayed>forBoundedOutOfOrderness(
                        Duration.ofMillis(recording.disorder()))
                    .withTimestampAssigner((replayed, ignored) -> replayed.record().timestamp()),
                "replay",
                TypeInformation.of(Replayed.class))
            .uid("replay")
            .setParallelism(recording.parts())
            .process(new StreamSplit())
            .name("streams")
            .uid("streams")
            .setParallelism(recording.parts());
  }

  @Override
  public DataStream<Decoded> processEvents(StreamExecutionEnvironment env) {
    return streams;
  }

  @Override
  public DataStream<Decoded> alarms(StreamExecutionEnvironment env) {
    return streams.getSideOutput(StreamSplit.tag(SourceStream.ALARMS));
  }

  @Override
  public DataStream<Decoded> flows(StreamExecutionEnvironment env) {
    return streams.getSideOutput(StreamSplit.tag(SourceStream.FLOWS));
  }

  @Override
  public DataStream<Decoded> control(StreamExecutionEnvironment env) {
    return streams.getSideOutput(StreamSplit.tag(SourceStream.CONTROL));
  }

  @Override
  public List<ControlCommand> recordedCommands() {
    return commands;
  }
}
