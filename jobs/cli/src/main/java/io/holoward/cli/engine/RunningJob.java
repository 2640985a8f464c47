package io.holoward.cli.engine;

/** A job that was started. */
public interface RunningJob extends AutoCloseable {

  /**
   * Waits until the job ends by itself.
   *
   * @throws IllegalStateException when it failed
   */
  void await() throws InterruptedException;

  /** Whether it still runs. */
  boolean isRunning();

  /** Stops the job and the Flink it runs on; harmless when it is stopped already. */
  @Override
  void close();
}
