package io.holoward.backtest.replay;

import io.holoward.backtest.spool.Frame;
import io.holoward.backtest.spool.SpoolWriter;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Collects the output of a bounded job on the local disk, sorted, in bounded memory. It is for a
 * job that runs in this process, starts once and is not restarted: what a failed run leaves is
 * thrown away with its directory.
 *
 * @param directory where the runs are written; must exist
 * @param name what their names begin with
 * @param toFrame sorts and renders one element
 */
record SpoolSink<T>(String directory, String name, ToFrame<T> toFrame) implements Sink<T> {

  private static final long serialVersionUID = 1L;

  /** Renders an element as a frame. */
  interface ToFrame<T> extends Serializable {
    Frame apply(T element) throws IOException;
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    String file = name + "-" + context.getTaskInfo().getIndexOfThisSubtask();
    return new Writer<>(
        new SpoolWriter(Path.of(directory), file, SpoolWriter.DEFAULT_RUN_BYTES / 4), toFrame);
  }

  /** The runs that the writers of all sinks of this name left in a directory. */
  static List<Path> runs(Path directory, String name) {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(name + "-"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + directory, e);
    }
  }

  private static final class Writer<T> implements SinkWriter<T> {
    private final SpoolWriter spool;
    private final ToFrame<T> toFrame;

    Writer(SpoolWriter spool, ToFrame<T> toFrame) {
      this.spool = spool;
      this.toFrame = toFrame;
    }

    @Override
    public void write(T element, Context context) throws IOException {
      spool.add(toFrame.apply(element));
    }

    @Override
    public void flush(boolean endOfInput) {
      // The runs are complete when the writer is closed: nothing reads them before the job ends.
    }

    @Override
    public void close() throws IOException {
      spool.close();
    }
  }
}
