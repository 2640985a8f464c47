package io.holoward.cli.canary;

import java.time.Instant;
import java.util.Locale;

/** What has come of the beats so far, as Prometheus reads it. Thread-safe. */
public final class CanaryPulse {

  private static final double MILLIS_PER_SECOND = 1000;

  private final Instant started;
  private long beats;
  private long found;
  private long lessons;
  private Instant lastFound;
  private double lastRoundTripSeconds = Double.NaN;

  /**
   * @param started when the canary was
   */
  public CanaryPulse(Instant started) {
    this.started = started;
  }

  synchronized void beat(Canary.Outcome outcome, Instant now) {
    beats++;
    lessons += outcome.taught() ? 1 : 0;
    if (outcome.found()) {
      found++;
      lastFound = now;
      lastRoundTripSeconds = outcome.roundTrip().toMillis() / MILLIS_PER_SECOND;
    }
  }

  synchronized boolean everFound() {
    return found > 0;
  }

  /**
   * The metrics in Prometheus' text format. Before the first success its time is that of the start:
   * an alert on its age gives the canary as long to be learned as it gives it to be missed.
   */
  public synchronized String text() {
    return metric("beats_total", "counter", "Known-bad records sent.", beats)
        + metric("found_total", "counter", "Of these, whose alarm came in time.", found)
        + metric("missed_total", "counter", "Of these, whose alarm did not.", beats - found)
        + metric("lessons_total", "counter", "How often the process was taught.", lessons)
        + metric(
            "last_success_timestamp_seconds",
            "gauge",
            "When an alarm last came; when the canary was started, before the first.",
            (lastFound == null ? started : lastFound).toEpochMilli() / MILLIS_PER_SECOND)
        + metric(
            "round_trip_seconds",
            "gauge",
            "From sending to the alarm, the last time it came.",
            lastRoundTripSeconds);
  }

  private static String metric(String name, String type, String help, double value) {
    String full = "holoward_canary_" + name;
    String number = Double.isNaN(value) ? "NaN" : String.format(Locale.ROOT, "%.3f", value);
    return "# HELP %s %s\n# TYPE %s %s\n%s %s\n".formatted(full, help, full, type, full, number);
  }
}
