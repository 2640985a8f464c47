package io.holoward.benchmarks.pipeline;

/**
 * How many events a run takes to last as long as it should, from how fast an earlier run was.
 *
 * @param seconds a run is to take
 */
record Calibration(int seconds) {

  private static final double NEAR = 1.25;

  private static final long GRAIN = 10_000;
  private static final double SHARE_OF_DISK = 0.3;

  /**
   * Events for the topic.
   *
   * @param eventsPerSecond of the job that is measured, in an earlier run
   * @param bytesPerEvent on disk
   * @param freeBytes of the disk; of them no more than a third is taken
   */
  long events(double eventsPerSecond, long bytesPerEvent, long freeBytes) {
    double wanted = eventsPerSecond * seconds;
    double most = SHARE_OF_DISK * freeBytes / bytesPerEvent;
    return Math.max(1, Math.round(Math.min(wanted, most) / GRAIN)) * GRAIN;
  }

  /** Whether a run took about as long as it is to. */
  boolean isLongEnough(double taken) {
    return taken * NEAR >= seconds && taken <= seconds * NEAR;
  }

  /**
   * How often a job has to read the topic.
   *
   * @param eventsPerSecond of that job, in an earlier run
   * @param events in the topic
   * @param most times there is patience for
   */
  int times(double eventsPerSecond, long events, int most) {
    double needed = Math.ceil(seconds * eventsPerSecond / events);
    return (int) Math.max(1, Math.min(most, needed));
  }
}
