package io.holoward.backtest;

import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.scoring.decode.Decoded;
import io.holoward.scoring.topology.Sources;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Events in memory as a live job would read them from partitions: each partition in its order, the
 * records of a host in one subtask, the streams at their own pace. The first stream fails once,
 * after a checkpoint.
 *
 * @param processEvents by partition
 */
record PartitionedSources(
    List<List<Decoded>> processEvents, List<Decoded> alarms, List<Decoded> flows)
    implements Sources {

  /** How often the job has failed as it was meant to; each run begins at 0. */
  static final AtomicInteger FAILURES = new AtomicInteger();

  private static final TypeInformation<Decoded> DECODED = TypeInformation.of(Decoded.class);

  @Override
  public DataStream<Decoded> processEvents(StreamExecutionEnvironment env) {
    FAILURES.set(0);
    DataStream<Decoded> first = partition(env, "process-events-0", processEvents.get(0));
    for (int i = 1; i < processEvents.size(); i++) {
      first = first.union(partition(env, "process-events-" + i, processEvents.get(i)));
    }
    return byHost(first, "process-events").map(new FailsOnce(), DECODED).uid("fails-once");
  }

  @Override
  public DataStream<Decoded> alarms(StreamExecutionEnvironment env) {
    return byHost(partition(env, "alarms-0", alarms), "alarms");
  }

  @Override
  public DataStream<Decoded> flows(StreamExecutionEnvironment env) {
    return byHost(partition(env, "flows-0", flows), "flows");
  }

  @Override
  public DataStream<Decoded> control(StreamExecutionEnvironment env) {
    return partition(env, "control-0", List.of(Decoded.ignored("none")));
  }

  private static DataStream<Decoded> partition(
      StreamExecutionEnvironment env, String name, List<Decoded> records) {
    return env.fromData(records, DECODED)
        .uid(name)
        .setParallelism(1)
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<Decoded>forMonotonousTimestamps()
                .withTimestampAssigner((record, ignored) -> record.timestamp()))
        .uid(name + "-times")
        .setParallelism(1);
  }

  private static DataStream<Decoded> byHost(DataStream<Decoded> records, String name) {
    return records
        .partitionCustom(
            (String host, int subtasks) -> Math.floorMod(host.hashCode(), subtasks),
            PartitionedSources::host)
        .map(record -> record, DECODED)
        .uid(name + "-by-host");
  }

  private static String host(Decoded record) {
    TelemetryEvent event = record.event();
    return event == null ? "" : event.host();
  }

  private static final class FailsOnce extends RichMapFunction<Decoded, Decoded>
      implements CheckpointListener, Serializable {

    private static final long serialVersionUID = 1L;

    private transient boolean isDue;

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
      isDue = FAILURES.get() == 0;
    }

    /** Slow until it has failed: the input must not end before the first checkpoint. */
    @Override
    public Decoded map(Decoded record) throws InterruptedException {
      if (isDue && FAILURES.compareAndSet(0, 1)) {
        throw new IllegalStateException("fails once, after a checkpoint");
      }
      if (FAILURES.get() == 0) {
        Thread.sleep(1);
      }
      return record;
    }
  }
}
