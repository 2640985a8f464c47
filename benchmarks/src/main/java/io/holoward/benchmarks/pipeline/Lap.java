package io.holoward.benchmarks.pipeline;

/**
 * One run of a job.
 *
 * @param events how many it read
 * @param seconds how long it took, by the {@link Stopwatch}
 * @param cpuSeconds processor time of the process the job ran in, its start and end included
 * @param brokerCpuSeconds processor time of the broker meanwhile
 * @param anomalousFlows how many flows it found anomalous
 */
record Lap(
    long events, double seconds, double cpuSeconds, double brokerCpuSeconds, long anomalousFlows) {

  double thousandEventsPerSecond() {
    return events / seconds / 1e3;
  }

  double cpuMicrosPerEvent() {
    return cpuSeconds / events * 1e6;
  }

  double brokerCpuMicrosPerEvent() {
    return brokerCpuSeconds / events * 1e6;
  }
}
