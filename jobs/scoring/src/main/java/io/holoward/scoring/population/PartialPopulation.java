package io.holoward.scoring.population;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.sighting.Sighting;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Counts the records of the population on the heap, chained to the behaviour window, and sends the
 * counts of a window when it closes: the one operator that has all of an organisation then gets a
 * few records a window and subtask, not one a connection.
 *
 * <p>What is counted of open windows is list state that exactly one subtask gets.
 */
public final class PartialPopulation extends AbstractStreamOperator<PopulationCount>
    implements OneInputStreamOperator<Sighting, PopulationCount> {

  private static final long serialVersionUID = 1L;

  private final int maxEntries;
  private final long allowedLateness;

  private transient WindowCounts windows;
  private transient ListState<PopulationCount> countsState;
  private transient ListState<SeenRecords> seenState;

  /** Takes the bound of heap tables and the allowed lateness from the configuration. */
  public PartialPopulation(Configuration configuration) {
    this.maxEntries = configuration.front().maxEntries();
    this.allowedLateness = configuration.time().allowedLateness().toMillis();
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    windows = new WindowCounts(maxEntries);
    var store = context.getOperatorStateStore();
    countsState =
        store.getListState(
            new ListStateDescriptor<>("counts", TypeInformation.of(PopulationCount.class)));
    seenState =
        store.getListState(
            new ListStateDescriptor<>("seen", TypeInformation.of(SeenRecords.class)));
    if (context.isRestored()) {
      countsState.get().forEach(windows::restore);
      seenState.get().forEach(windows::restore);
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    countsState.update(windows.counts());
    seenState.update(windows.seen());
  }

  @Override
  public void processElement(StreamRecord<Sighting> element) {
    windows.add(element.getValue());
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    windows.flush(
        mark.getTimestamp() - allowedLateness,
        count -> output.collect(new StreamRecord<>(count, count.windowEnd() - 1)));
    super.processWatermark(mark);
  }
}
