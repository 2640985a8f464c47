package io.holoward.benchmarks.kernel;

import io.holoward.benchmarks.suite.Figure;
import io.holoward.benchmarks.suite.Goal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One thing that JMH is to measure.
 *
 * @param method of a benchmark, with its class
 * @param parameters of the benchmark
 * @param nanos what an alarm is to take at most
 * @param bytes what it is to allocate at most
 */
record KernelLine(
    String name,
    String method,
    Map<String, String> parameters,
    Optional<Goal> nanos,
    Optional<Goal> bytes) {

  /** An alarm that was scored before. */
  static KernelLine remembered(String name, int records) {
    return of(name, "remembered", records);
  }

  /** An alarm that was not. */
  static KernelLine computed(String name, int records) {
    return of(name, "computed", records);
  }

  /** A detector of {@link PeerBenchmark}. */
  static KernelLine peer(String name, String method) {
    return new KernelLine(
        name,
        PeerBenchmark.class.getName() + "." + method,
        Map.of(),
        Optional.empty(),
        Optional.empty());
  }

  private static KernelLine of(String name, String method, int records) {
    return new KernelLine(
        name,
        KernelBenchmark.class.getName() + "." + method,
        Map.of(
            "records", Integer.toString(records),
            "distinct", "100",
            "columns", "TRUE_ONLY",
            "pairs", "true"),
        Optional.empty(),
        Optional.empty());
  }

  KernelLine with(String parameter, String value) {
    Map<String, String> changed = new TreeMap<>(parameters);
    changed.put(parameter, value);
    return new KernelLine(name, method, changed, nanos, bytes);
  }

  KernelLine meant(double mostNanos) {
    return new KernelLine(name, method, parameters, Optional.of(Goal.atMost(mostNanos)), bytes);
  }

  KernelLine allocating(double mostBytes) {
    return new KernelLine(name, method, parameters, nanos, Optional.of(Goal.atMost(mostBytes)));
  }

  boolean isPeer() {
    return method.startsWith(PeerBenchmark.class.getName());
  }

  Figure time(List<Double> samples) {
    return new Figure(name, "ns", samples, nanos);
  }

  Figure allocation(List<Double> samples) {
    return new Figure(name + ": allocated", "B", samples, bytes);
  }
}
