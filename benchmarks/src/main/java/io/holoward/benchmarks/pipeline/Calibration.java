package io.holoward.benchmarks.pipeline;

/**
 * How many events a run takes to last as long as it should, from how fast an earlier run was. The
 * longer a process has run jobs the faster they are: a run of a minute is asked for as one of 78 s.
 *
 * @param seconds a run is to take at least
 */
record Calibration(int seconds) {

  private static final double SLOWER_AT_FIRST = 1.3;
  private static final double SHORTEST = 1.2;
  private static final double LONGEST = 1.75;

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
    double wanted = eventsPerSecond * seconds * SLOWER_AT_FIRST;
    double most = SHARE_OF_DISK * freeBytes / bytesPerEvent;
    return Math.max(1, Math.round(Math.min(wanted, most) / GRAIN)) * GRAIN;
  }

  /** Whether later runs, which are faster, will take about as long as they are to. */
  boolean isLongEnough(double taken) {
    return taken >= seconds * SHORTEST && taken <= seconds * LONGEST;
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
