package io.holoward.benchmarks.latency;

import org.HdrHistogram.Histogram;

/**
 * What a run gave.
 *
 * @param alarms milliseconds from when an event was to be sent until its scored alarm was read
 * @param sent how late the sender was, of those that were counted
 * @param busyCores of the machine's cores that job, broker and sender took
 * @param pauseMillis the collector's pauses, all together
 * @param seconds that were counted
 */
record Latency(Histogram alarms, Sent sent, double busyCores, long pauseMillis, int seconds) {

  String words() {
    return "%,d alarms, p50 %d ms, p99 %d ms, p99.9 %d ms; sender late by p99 %d ms, at most %d; %.2f cores busy; %d ms of pauses in %d s"
        .formatted(
            alarms.getTotalCount(),
            alarms.getValueAtPercentile(50),
            alarms.getValueAtPercentile(99),
            alarms.getValueAtPercentile(99.9),
            sent.p99(),
            sent.latest(),
            busyCores,
            pauseMillis,
            seconds);
  }
}
