package io.holoward.benchmarks.pipeline;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The laps of several jobs as a Markdown table; the first is what others compare to. */
final class Report {

  private Report() {}

  /**
   * @param events what was read, as a person calls it
   */
  static String markdown(String events, Laps laps) {
    StringBuilder text = new StringBuilder();
    text.append(
        "| | k %s/s (median) | of each run | ratio | CPU, µs each (job + broker) | a run, s |%n"
            .formatted(events));
    text.append("|---|---|---|---|---|---|\n");
    double base = median(laps.byJob().values().iterator().next(), Lap::thousandEventsPerSecond);
    laps.byJob().forEach((job, runs) -> text.append(row(job, runs, base)));
    return text.toString();
  }

  private static String row(String job, List<Lap> runs, double base) {
    double rate = median(runs, Lap::thousandEventsPerSecond);
    return format(
        "| %s | %.0f | %s | %.3f | %.2f + %.2f | %.1f |%n",
        job,
        rate,
        runs.stream()
            .map(lap -> format("%.0f", lap.thousandEventsPerSecond()))
            .collect(Collectors.joining(", ")),
        rate / base,
        median(runs, Lap::cpuMicrosPerEvent),
        median(runs, Lap::brokerCpuMicrosPerEvent),
        median(runs, Lap::seconds));
  }

  private static double median(List<Lap> laps, ToDoubleFunction<Lap> value) {
    double[] values = laps.stream().mapToDouble(value).toArray();
    Arrays.sort(values);
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
