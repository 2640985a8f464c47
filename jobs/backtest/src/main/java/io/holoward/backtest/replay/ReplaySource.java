package io.holoward.backtest.replay;

import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceReader;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A bounded source that replays recorded telemetry in event-time order, the records of one host
 * always through one subtask. It has at most one split a subtask: were a subtask to read two in
 * turn, the second would be late.
 */
public final class ReplaySource implements Source<Replayed, ReplaySplit, List<ReplaySplit>> {

  private static final long serialVersionUID = 1L;

  private final List<ReplaySplit> splits;

  /**
   * @param splits at most one a subtask, none without records: the source must run at this
   *     parallelism
   */
  public ReplaySource(List<ReplaySplit> splits) {
    this.splits = List.copyOf(splits);
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SplitEnumerator<ReplaySplit, List<ReplaySplit>> createEnumerator(
      SplitEnumeratorContext<ReplaySplit> context) {
    return new ReplayEnumerator(context, splits);
  }

  @Override
  public SplitEnumerator<ReplaySplit, List<ReplaySplit>> restoreEnumerator(
      SplitEnumeratorContext<ReplaySplit> context, List<ReplaySplit> unassigned) {
    return new ReplayEnumerator(context, unassigned);
  }

  @Override
  public SimpleVersionedSerializer<ReplaySplit> getSplitSerializer() {
    return new ReplaySplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<List<ReplaySplit>> getEnumeratorCheckpointSerializer() {
    return new ReplaySplitSerializer.OfLists();
  }

  @Override
  public SourceReader<Replayed, ReplaySplit> createReader(SourceReaderContext context) {
    return new IteratorSourceReader<>(context);
  }
}
