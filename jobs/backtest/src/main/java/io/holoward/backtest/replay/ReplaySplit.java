package io.holoward.backtest.replay;

import java.io.Serializable;
import java.util.List;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceSplit;

/**
 * The records of those hosts that one subtask replays.
 *
 * @param index of the subtask
 * @param runs paths of the sorted runs
 * @param consumed frames already replayed
 */
public record ReplaySplit(int index, List<String> runs, long consumed)
    implements IteratorSourceSplit<Replayed, ReplayIterator>, Serializable {

  @Override
  public String splitId() {
    return "replay-" + index;
  }

  @Override
  public ReplayIterator getIterator() {
    return new ReplayIterator(this);
  }

  @Override
  public IteratorSourceSplit<Replayed, ReplayIterator> getUpdatedSplitForIterator(
      ReplayIterator iterator) {
    return new ReplaySplit(index, runs, iterator.consumed());
  }
}
