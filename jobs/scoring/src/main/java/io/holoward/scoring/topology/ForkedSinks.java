package io.holoward.scoring.topology;

import io.holoward.detection.finding.Finding;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Sinks whose scored alarms go to other places as well. */
public final class ForkedSinks extends SinksAround {
  private final List<Consumer<DataStream<Finding>>> alarmsToo;

  /**
   * @param sinks where everything goes
   * @param alarmsToo where scored alarms go besides
   */
  public ForkedSinks(Sinks sinks, List<Consumer<DataStream<Finding>>> alarmsToo) {
    super(sinks);
    this.alarmsToo = List.copyOf(alarmsToo);
  }

  @Override
  public void scoredAlarms(DataStream<Finding> findings) {
    super.scoredAlarms(findings);
    alarmsToo.forEach(sink -> sink.accept(findings));
  }
}
