package io.holoward.benchmarks.pipeline;

/**
 * How many events a run takes to last as long as it should, from how fast a first run was.
 *
 * @param seconds a run is to take
 */
record Calibration(int seconds) {

  /** A first run is slower than those that follow. */
  private static final double WARM = 1.2;

  private static final long GRAIN = 10_000;
  private static final double SHARE_OF_DISK = 0.3;

  /**
   * Events for the topic.
   *
   * @param eventsPerSecond of the job that is measured, in its first run
   * @param bytesPerEvent on disk
   * @param freeBytes of the disk; of them no more than a third is taken
   */
  long events(double eventsPerSecond, long bytesPerEvent, long freeBytes) {
    double wanted = eventsPerSecond * seconds * WARM;
    double most = SHARE_OF_DISK * freeBytes / bytesPerEvent;
    return Math.max(1, Math.round(Math.min(wanted, most) / GRAIN)) * GRAIN;
  }

  /**
   * How often a job has to read the topic.
   *
   * @param eventsPerSecond of that job, in its first run
   * @param events in the topic
   * @param most times there is patience for
   */
  int times(double eventsPerSecond, long events, int most) {
    double needed = Math.ceil(seconds * eventsPerSecond / events);
    return (int) Math.max(1, Math.min(most, needed));
  }
}
