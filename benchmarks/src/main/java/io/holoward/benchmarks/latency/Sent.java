package io.holoward.benchmarks.latency;

import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/**
 * How late a sender sent its events, in milliseconds.
 *
 * @param events it sent
 * @param cpuSeconds of its processor time, its start included
 */
record Sent(long events, long median, long p99, long latest, double cpuSeconds) {

  private static final Pattern LINE = Pattern.compile("(\\d+ ){4}\\d+\\.\\d+(E-?\\d+)?");

  static Sent of(Histogram late, double cpuSeconds) {
    return new Sent(
        late.getTotalCount(),
        late.getValueAtPercentile(50),
        late.getValueAtPercentile(99),
        late.getMaxValue(),
        cpuSeconds);
  }

  /** For another process to read. */
  String line() {
    return "%d %d %d %d %s".formatted(events, median, p99, latest, cpuSeconds);
  }

  /** Whether another process has written one here. */
  static boolean isOne(String line) {
    return LINE.matcher(line).matches();
  }

  /**
   * What another process has written.
   *
   * @throws IllegalArgumentException when it is something else
   */
  static Sent parse(String line) {
    if (!isOne(line)) {
      throw new IllegalArgumentException("the sender said \"" + line + "\"");
    }
    String[] numbers = line.split(" ", -1);
    return new Sent(
        Long.parseLong(numbers[0]),
        Long.parseLong(numbers[1]),
        Long.parseLong(numbers[2]),
        Long.parseLong(numbers[3]),
        Double.parseDouble(numbers[4]));
  }
}
