package io.holoward.scoring.savepoint;

import io.holoward.scoring.decode.Decoded;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** A source of nothing that never ends. */
final class IdleSource implements Source<Decoded, IdleSplit, IdleSplit> {

  private static final long serialVersionUID = 1L;

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SplitEnumerator<IdleSplit, IdleSplit> createEnumerator(
      SplitEnumeratorContext<IdleSplit> context) {
    return new Enumerator();
  }

  @Override
  public SplitEnumerator<IdleSplit, IdleSplit> restoreEnumerator(
      SplitEnumeratorContext<IdleSplit> context, IdleSplit checkpoint) {
    return new Enumerator();
  }

  @Override
  public SimpleVersionedSerializer<IdleSplit> getSplitSerializer() {
    return IdleSplit.SERIALIZER;
  }

  @Override
  public SimpleVersionedSerializer<IdleSplit> getEnumeratorCheckpointSerializer() {
    return IdleSplit.SERIALIZER;
  }

  @Override
  public SourceReader<Decoded, IdleSplit> createReader(SourceReaderContext context) {
    return new Reader();
  }

  private static final class Enumerator implements SplitEnumerator<IdleSplit, IdleSplit> {
    @Override
    public void start() {}

    @Override
    public void handleSplitRequest(int subtask, String host) {}

    @Override
    public void addSplitsBack(List<IdleSplit> splits, int subtask) {}

    @Override
    public void addReader(int subtask) {}

    @Override
    public IdleSplit snapshotState(long checkpoint) {
      return IdleSplit.NONE;
    }

    @Override
    public void close() {}
  }

  private static final class Reader implements SourceReader<Decoded, IdleSplit> {
    private final CompletableFuture<Void> never = new CompletableFuture<>();

    @Override
    public void start() {}

    @Override
    public InputStatus pollNext(ReaderOutput<Decoded> output) {
      return InputStatus.NOTHING_AVAILABLE;
    }

    @Override
    public List<IdleSplit> snapshotState(long checkpoint) {
      return List.of();
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
      return never;
    }

    @Override
    public void addSplits(List<IdleSplit> splits) {}

    @Override
    public void notifyNoMoreSplits() {}

    @Override
    public void close() {}
  }
}
