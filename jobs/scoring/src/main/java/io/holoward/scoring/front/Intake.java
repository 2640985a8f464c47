package io.holoward.scoring.front;

import io.holoward.detection.observation.FlowEvent;
import io.holoward.scoring.decode.DeadLetter;
import org.apache.flink.util.OutputTag;

/** What all operators that take records in have in common. */
public final class Intake {

  /** Records that could not be used. */
  public static final OutputTag<DeadLetter> DEAD_LETTERS = new OutputTag<>("dead-letters") {};

  /** Flows among the records of hosts. */
  public static final OutputTag<FlowEvent> FLOWS = new OutputTag<>("flows") {};

  private Intake() {}
}
