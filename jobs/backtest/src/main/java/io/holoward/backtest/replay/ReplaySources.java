package io.holoward.backtest.replay;

import io.holoward.scoring.decode.Decoded;
import io.holoward.scoring.topology.Sources;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A recording as the ends of the topology. Its records come in event-time order, so that the
 * watermark follows them closely; alarms, flows and connections come out of the same files.
 */
record ReplaySources(Recording recording) implements Sources {

  private static final TypeInformation<Decoded> DECODED = TypeInformation.of(Decoded.class);

  @Override
  public DataStream<Decoded> processEvents(StreamExecutionEnvironment env) {
    return env.fromSource(
            recording.source(),
            WatermarkStrategy.<Decoded>forMonotonousTimestamps()
                .withTimestampAssigner((decoded, ignored) -> decoded.timestamp()),
            "replay",
            DECODED)
        .uid("process-events")
        .setParallelism(recording.parts());
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
    return env.fromSource(
            new ReplaySource(List.of()), WatermarkStrategy.noWatermarks(), name, DECODED)
        .uid(name)
        .setParallelism(1);
  }
}
