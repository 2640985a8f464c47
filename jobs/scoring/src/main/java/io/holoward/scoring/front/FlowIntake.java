package io.holoward.scoring.front;

import io.holoward.detection.observation.FlowEvent;
import io.holoward.scoring.decode.Decoded;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Takes the records of the flows topic in. */
public final class FlowIntake extends ProcessFunction<Decoded, FlowEvent> {

  private static final long serialVersionUID = 1L;

  private transient IntakeCounts counts;

  @Override
  public void open(OpenContext openContext) {
    counts = new IntakeCounts(getRuntimeContext(), "flows");
  }

  @Override
  public void processElement(Decoded record, Context ctx, Collector<FlowEvent> out) {
    counts.count(record);
    if (record.deadLetter() != null) {
      ctx.output(Intake.DEAD_LETTERS, record.deadLetter());
    } else if (record.flow() != null) {
      out.collect(record.flow());
    }
  }
}
