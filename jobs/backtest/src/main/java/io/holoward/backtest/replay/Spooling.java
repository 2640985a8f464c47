package io.holoward.backtest.replay;

import io.holoward.backtest.spool.Frame;
import io.holoward.backtest.spool.SpoolWriter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Writes records to sorted runs by a thread of its own, while further ones are read. What failed
 * there is thrown by a later {@link #add} or by {@link #finish}. For one thread.
 */
final class Spooling implements AutoCloseable {

  private static final int BATCH = 1_024;

  /** Batches that wait: who reads faster than is written must not fill the heap. */
  private static final int MOST_WAITING = 8;

  private static final long PATIENCE_SECONDS = 60;

  /**
   * A record and where it goes.
   *
   * @param part of the recording
   */
  record Placed(int part, long time, long major, long minor, Replayed record) {}

  private final List<SpoolWriter> parts = new ArrayList<>();
  private final SpooledRecords<Replayed> payloads = new SpooledRecords<>(Replayed.class);
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "spool");
            thread.setDaemon(true);
            return thread;
          });
  private final Deque<Future<?>> waiting = new ArrayDeque<>();
  private List<Placed> batch = new ArrayList<>(BATCH);

  /**
   * @param directory an empty directory for the runs
   * @param parts that records are divided into
   */
  Spooling(Path directory, int parts) {
    for (int i = 0; i < parts; i++) {
      this.parts.add(
          new SpoolWriter(directory, "part-" + i, SpoolWriter.DEFAULT_RUN_BYTES / parts));
    }
  }

  void add(Placed record) throws IOException {
    batch.add(record);
    if (batch.size() == BATCH) {
      submit();
    }
  }

  private void submit() throws IOException {
    while (waiting.size() >= MOST_WAITING) {
      await(waiting.poll());
    }
    List<Placed> full = batch;
    batch = new ArrayList<>(BATCH);
    waiting.add(
        writer.submit(
            () -> {
              write(full);
              return null;
            }));
  }

  private void write(List<Placed> records) throws IOException {
    for (Placed placed : records) {
      byte[] payload = payloads.write(placed.record());
      parts
          .get(placed.part())
          .add(new Frame(placed.time(), placed.major(), placed.minor(), payload));
    }
  }

  private static void await(Future<?> written) throws IOException {
    try {
      written.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IllegalStateException("a record cannot be spooled", failed.getCause());
    } catch (InterruptedException interrupted) {
      throw interrupted();
    }
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted while records were spooled");
  }

  /**
   * Writes what is still held; nothing may be added afterwards.
   *
   * @return the runs of each part
   */
  List<List<Path>> finish() throws IOException {
    submit();
    while (!waiting.isEmpty()) {
      await(waiting.poll());
    }
    List<List<Path>> runs = new ArrayList<>();
    for (SpoolWriter part : parts) {
      part.close();
      runs.add(part.runs());
    }
    return runs;
  }

  /** Ends the thread, whatever it still has to do: afterwards nothing touches the directory. */
  @Override
  public void close() throws IOException {
    writer.shutdownNow();
    try {
      if (!writer.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("records are still being spooled");
      }
    } catch (InterruptedException interrupted) {
      throw interrupted();
    }
  }
}
