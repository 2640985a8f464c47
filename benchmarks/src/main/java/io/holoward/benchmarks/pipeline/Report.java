package io.holoward.benchmarks.pipeline;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What was measured, as a Markdown table. */
record Report(List<Lap> discard, List<Lap> whole) {

  String markdown() {
    StringBuilder text = new StringBuilder();
    text.append("| run | bytes → discard, k events/s | whole job, k events/s | ratio |\n");
    text.append("|---|---|---|---|\n");
    for (int i = 0; i < whole.size(); i++) {
      row(
          text,
          String.valueOf(i + 1),
          discard.get(i).thousandEventsPerSecond(),
          whole.get(i).thousandEventsPerSecond());
    }
    row(
        text,
        "**median**",
        median(discard, Lap::thousandEventsPerSecond),
        median(whole, Lap::thousandEventsPerSecond));
    text.append(
        format(
            "| spread (max − min) / median | %.0f %% | %.0f %% | |%n",
            spread(discard), spread(whole)));
    text.append(
        format(
            "| CPU, µs/event (job + broker) | %.2f + %.2f | %.2f + %.2f | |%n",
            median(discard, Lap::cpuMicrosPerEvent),
            median(discard, Lap::brokerCpuMicrosPerEvent),
            median(whole, Lap::cpuMicrosPerEvent),
            median(whole, Lap::brokerCpuMicrosPerEvent)));
    text.append(
        format(
            "| a run lasts, s | %.1f | %.1f | |%n",
            median(discard, Lap::seconds), median(whole, Lap::seconds)));
    return text.toString();
  }

  private static void row(StringBuilder text, String name, double first, double second) {
    text.append(format("| %s | %.0f | %.0f | %.2f |%n", name, first, second, second / first));
  }

  private static double spread(List<Lap> laps) {
    double[] rates = sorted(laps, Lap::thousandEventsPerSecond);
    return 100 * (rates[rates.length - 1] - rates[0]) / median(laps, Lap::thousandEventsPerSecond);
  }

  private static double median(List<Lap> laps, ToDoubleFunction<Lap> value) {
    double[] values = sorted(laps, value);
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }

  private static double[] sorted(List<Lap> laps, ToDoubleFunction<Lap> value) {
    double[] values = laps.stream().mapToDouble(value).toArray();
    Arrays.sort(values);
    return values;
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
