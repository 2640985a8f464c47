package io.holoward.backtest.replay;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;

/** Gives each subtask the split of its index, and no other. */
final class ReplayEnumerator implements SplitEnumerator<ReplaySplit, List<ReplaySplit>> {

  private final SplitEnumeratorContext<ReplaySplit> context;
  private final List<ReplaySplit> unassigned;

  ReplayEnumerator(SplitEnumeratorContext<ReplaySplit> context, List<ReplaySplit> splits) {
    this.context = context;
    this.unassigned = new ArrayList<>(splits);
  }

  @Override
  public void start() {}

  @Override
  public void addReader(int subtask) {
    for (ReplaySplit split : List.copyOf(unassigned)) {
      if (split.index() % context.currentParallelism() == subtask) {
        context.assignSplit(split, subtask);
        unassigned.remove(split);
      }
    }
    context.signalNoMoreSplits(subtask);
  }

  @Override
  public void handleSplitRequest(int subtask, String host) {
    // Each subtask has what it gets from the moment it registered.
  }

  @Override
  public void addSplitsBack(List<ReplaySplit> splits, int subtask) {
    unassigned.addAll(splits);
  }

  @Override
  public List<ReplaySplit> snapshotState(long checkpointId) {
    return List.copyOf(unassigned);
  }

  @Override
  public void close() {}
}
