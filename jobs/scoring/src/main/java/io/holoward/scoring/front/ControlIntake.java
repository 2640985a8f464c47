package io.holoward.scoring.front;

import io.holoward.detection.lifecycle.ControlCommand;
import io.holoward.scoring.decode.Decoded;
import io.holoward.scoring.metrics.Counted;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Takes operators' commands in. */
public final class ControlIntake extends ProcessFunction<Decoded, ControlCommand> {

  private static final long serialVersionUID = 1L;

  private transient IntakeCounts counts;
  private transient Counted commands;

  @Override
  public void open(OpenContext openContext) {
    counts = new IntakeCounts(getRuntimeContext(), "control");
    commands = Counted.register(getRuntimeContext(), "commands");
  }

  @Override
  public void processElement(Decoded record, Context ctx, Collector<ControlCommand> out) {
    counts.count(record);
    if (record.deadLetter() != null) {
      ctx.output(Intake.DEAD_LETTERS, record.deadLetter());
    } else if (record.control() != null) {
      commands.inc();
      out.collect(record.control());
    }
  }
}
