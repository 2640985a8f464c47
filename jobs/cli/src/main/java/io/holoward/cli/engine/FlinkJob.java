package io.holoward.cli.engine;

import io.holoward.scoring.job.EmbeddedFlink;
import io.holoward.scoring.job.HolowardJob;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.core.execution.JobClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A job on an embedded Flink that ends with it. */
final class FlinkJob implements RunningJob {
  private static final Logger LOG = LoggerFactory.getLogger(FlinkJob.class);
  private static final Duration STOP_BOUND = Duration.ofSeconds(10);

  private final EmbeddedFlink flink;
  private final JobClient client;
  private final CompletableFuture<?> result;
  private volatile boolean closed;

  private FlinkJob(EmbeddedFlink flink, JobClient client) {
    this.flink = flink;
    this.client = client;
    this.result = client.getJobExecutionResult();
  }

  /** Submits the job that is defined on this Flink. */
  static FlinkJob submit(EmbeddedFlink flink) {
    try {
      return new FlinkJob(flink, flink.environment().executeAsync(HolowardJob.NAME));
    } catch (Exception e) {
      throw new IllegalStateException("The job cannot be started: " + e.getMessage(), e);
    }
  }

  @Override
  public void await() throws InterruptedException {
    try {
      result.get();
    } catch (ExecutionException | CancellationException e) {
      if (!closed) {
        throw new IllegalStateException("The job failed", e);
      }
    }
  }

  @Override
  public boolean isRunning() {
    return !result.isDone();
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (isRunning()) {
      cancel();
    }
    try {
      flink.close();
    } catch (Exception e) {
      LOG.warn("Flink did not close cleanly", e);
    }
  }

  private void cancel() {
    try {
      client.cancel().get(STOP_BOUND.toSeconds(), TimeUnit.SECONDS);
      result.get(STOP_BOUND.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | IllegalStateException ended) {
      LOG.debug("The cancelled job ended", ended);
    } catch (TimeoutException e) {
      LOG.warn("The job did not end within {} s", STOP_BOUND.toSeconds(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
