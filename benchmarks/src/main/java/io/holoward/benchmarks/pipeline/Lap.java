package io.holoward.benchmarks.pipeline;

/**
 * One run of a job, or several in a row.
 *
 * @param events how many it read
 * @param seconds how long it took, by the {@link Stopwatch}
 * @param cpuSeconds processor time of the process the job ran in, its start and end included
 * @param brokerCpuSeconds processor time of the broker meanwhile
 */
public record Lap(long events, double seconds, double cpuSeconds, double brokerCpuSeconds) {

  /** Nothing yet. */
  static final Lap NONE = new Lap(0, 0, 0, 0);

  /** Both, one after the other. */
  Lap and(Lap next) {
    return new Lap(
        events + next.events,
        seconds + next.seconds,
        cpuSeconds + next.cpuSeconds,
        brokerCpuSeconds + next.brokerCpuSeconds);
  }

  /** Thousands of events a second. */
  public double thousandEventsPerSecond() {
    return events / seconds / 1e3;
  }

  double cpuMicrosPerEvent() {
    return cpuSeconds / events * 1e6;
  }

  double brokerCpuMicrosPerEvent() {
    return brokerCpuSeconds / events * 1e6;
  }
}
