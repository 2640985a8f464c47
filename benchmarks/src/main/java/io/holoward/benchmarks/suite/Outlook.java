package io.holoward.benchmarks.suite;

import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * How long it may still take: what the parts are expected to take, stretched by how much longer
 * than expected they have taken so far.
 */
final class Outlook {

  private static final double LEAST_EVIDENCE_MINUTES = 0.2;

  private final List<Double> minutes;
  private final LongSupplier nanoTime;
  private final long started;
  private int begun;

  /**
   * @param minutes how long each part is expected to take
   */
  Outlook(List<Double> minutes, LongSupplier nanoTime) {
    this.minutes = List.copyOf(minutes);
    this.nanoTime = nanoTime;
    this.started = nanoTime.getAsLong();
  }

  /** The next part begins. */
  void begin() {
    begun++;
  }

  /**
   * Minutes left.
   *
   * @param share how much of the current part is done, 0 to 1
   */
  double minutesLeft(double share) {
    double all = minutes.stream().mapToDouble(Double::doubleValue).sum();
    double done =
        minutes.stream().limit(begun - 1L).mapToDouble(Double::doubleValue).sum()
            + share * minutes.get(begun - 1);
    double taken = (nanoTime.getAsLong() - started) / 60e9;
    double pace =
        done < LEAST_EVIDENCE_MINUTES || taken < LEAST_EVIDENCE_MINUTES ? 1 : taken / done;
    return (all - done) * pace;
  }

  String text(double share) {
    double left = Math.ceil(minutesLeft(share));
    return left < 60
        ? String.format(Locale.ROOT, "about %.0f min left", left)
        : String.format(
            Locale.ROOT, "about %.0f h %02.0f min left", Math.floor(left / 60), left % 60);
  }
}
