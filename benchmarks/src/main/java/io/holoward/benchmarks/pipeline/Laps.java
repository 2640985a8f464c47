package io.holoward.benchmarks.pipeline;

import io.holoward.benchmarks.suite.Figure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The laps of several jobs that were run in turn, round after round. */
final class Laps {

  private final Map<String, List<Lap>> byJob = new LinkedHashMap<>();

  void add(Map<String, Lap> round) {
    round.forEach((job, lap) -> byJob.computeIfAbsent(job, name -> new ArrayList<>()).add(lap));
  }

  Map<String, List<Lap>> byJob() {
    return byJob;
  }

  /** Thousands of events a second of a job, for each round. */
  List<Double> rates(String job) {
    return byJob.get(job).stream().map(Lap::thousandEventsPerSecond).toList();
  }

  /** How many times the rate of another job that of a job is, for each round. */
  List<Double> ratios(String job, String other) {
    List<Double> own = rates(job);
    List<Double> base = rates(other);
    return IntStream.range(0, own.size()).mapToObj(i -> own.get(i) / base.get(i)).toList();
  }

  /** Microseconds of processor time an event of a job takes, the broker's included. */
  List<Double> cpuMicros(String job) {
    return byJob.get(job).stream()
        .map(lap -> lap.cpuMicrosPerEvent() + lap.brokerCpuMicrosPerEvent())
        .toList();
  }

  /**
   * What each job did a second, and what an event took of the processors.
   *
   * @param events what was read, as a person calls it
   */
  List<Figure> figures(String events) {
    List<Figure> figures = new ArrayList<>();
    byJob.keySet().forEach(job -> figures.add(Figure.of(job, "k " + events + "/s", rates(job))));
    byJob
        .keySet()
        .forEach(
            job ->
                figures.add(
                    Figure.of(
                        job + ": processor time each, start included", "µs", cpuMicros(job))));
    return figures;
  }
}
