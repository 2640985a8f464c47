package io.holoward.cli.replay;

import io.holoward.cli.UserException;
import io.holoward.cli.kafka.RecordSender;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Sends records when they are due, keyed by host and stamped with their event time. {@link #stop}
 * may be called from any thread; everything else is for one.
 */
public final class PacedSender {

  /** Progress is told, and a stop noticed, no later than that. */
  private static final Duration NAP = Duration.ofMillis(100);

  private static final long PROGRESS_EVERY = 1_000;

  private final RecordSender sender;
  private final LongSupplier nanoTime;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private long sent;

  /**
   * @param sender flushed at the end, closed by whoever made it
   */
  public PacedSender(RecordSender sender) {
    this(sender, System::nanoTime);
  }

  PacedSender(RecordSender sender, LongSupplier nanoTime) {
    this.sender = sender;
    this.nanoTime = nanoTime;
  }

  /**
   * Sends until there is nothing left or it is stopped, and waits until the brokers have it all.
   *
   * @param pace when each is due
   * @param progress is told how many were sent, ten times a second
   * @return how many were sent
   * @throws UserException when one could not be delivered
   */
  public long send(Iterator<FeedRecord> records, EventPace pace, LongConsumer progress)
      throws InterruptedException {
    long started = nanoTime.getAsLong();
    while (records.hasNext()) {
      sender.requireDelivered();
      FeedRecord record = records.next();
      if (!awaitDue(started, pace.due(record.eventTime()).toMillis(), progress)) {
        break;
      }
      sender.send(record.topic(), record.eventTime(), record.key(), record.value());
      if (++sent % PROGRESS_EVERY == 0) {
        progress.accept(sent);
      }
    }
    sender.flush();
    progress.accept(sent);
    return sent;
  }

  /** Whether so many milliseconds have passed since the start; otherwise it was stopped before. */
  private boolean awaitDue(long started, long due, LongConsumer progress)
      throws InterruptedException {
    for (long left = due - since(started); left > 0; left = due - since(started)) {
      if (stopped.await(Math.min(left, NAP.toMillis()), TimeUnit.MILLISECONDS)) {
        return false;
      }
      progress.accept(sent);
    }
    return stopped.getCount() > 0;
  }

  /** In milliseconds: a very slow pace has no place in nanoseconds. */
  private long since(long started) {
    return TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - started);
  }

  /** Sends no further record. */
  public void stop() {
    stopped.countDown();
  }
}
