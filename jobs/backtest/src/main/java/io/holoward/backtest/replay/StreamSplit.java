package io.holoward.backtest.replay;

import io.holoward.scoring.decode.Decoded;
import io.holoward.scoring.topology.SourceStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Divides a recording into its streams: process events go on, the others aside. */
final class StreamSplit extends ProcessFunction<Replayed, Decoded> {

  private static final long serialVersionUID = 1L;

  /** Where the records of a stream other than process events come out. */
  static OutputTag<Decoded> tag(SourceStream stream) {
    return new OutputTag<>(stream.name(), TypeInformation.of(Decoded.class));
  }

  private static final OutputTag<Decoded> ALARMS = tag(SourceStream.ALARMS);
  private static final OutputTag<Decoded> FLOWS = tag(SourceStream.FLOWS);
  private static final OutputTag<Decoded> CONTROL = tag(SourceStream.CONTROL);

  @Override
  public void processElement(Replayed replayed, Context context, Collector<Decoded> out) {
    switch (replayed.stream()) {
      case PROCESS_EVENTS -> out.collect(replayed.record());
      case ALARMS -> context.output(ALARMS, replayed.record());
      case FLOWS -> context.output(FLOWS, replayed.record());
      case CONTROL -> context.output(CONTROL, replayed.record());
    }
  }
}
