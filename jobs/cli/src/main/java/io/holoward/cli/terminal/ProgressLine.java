package io.holoward.cli.terminal;

import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Progress of a long task as a status line: what is being done, how much of it, how fast, and how
 * long it will still take where the whole is known. Shown only on a terminal, at most five times a
 * second. For one thread at a time.
 */
public final class ProgressLine implements AutoCloseable {
  private static final long REDRAW_NANOS = 200_000_000;
  private static final int BAR_CELLS = 20;

  private final StatusLine line;
  private final LongSupplier nanoTime;
  private String step = "";
  private long stepStarted;
  private long drawn;

  public ProgressLine(Terminal terminal) {
    this(terminal, System::nanoTime);
  }

  ProgressLine(Terminal terminal, LongSupplier nanoTime) {
    this.line = new StatusLine(terminal);
    this.nanoTime = nanoTime;
    this.stepStarted = nanoTime.getAsLong();
    this.drawn = stepStarted - REDRAW_NANOS;
  }

  /**
   * Says how far a step has come.
   *
   * @param current what is being done; rate and time left are those of this step
   * @param done how much of it, since it began
   * @param total how much there is, or -1 while that is unknown
   */
  public void update(String current, long done, long total) {
    long now = nanoTime.getAsLong();
    if (!current.equals(step)) {
      stepStarted = step.isEmpty() ? stepStarted : now;
      step = current;
    }
    if (now - drawn >= REDRAW_NANOS) {
      drawn = now;
      line.show(describe(done, total, (now - stepStarted) / 1e9));
    }
  }

  private String describe(long done, long total, double seconds) {
    double rate = seconds > 0 ? done / seconds : 0;
    String counted = String.format(Locale.ROOT, "%s: %,d  %,.0f/s", step, done, rate);
    if (total <= 0) {
      return counted;
    }
    double share = Math.min(1, (double) done / total);
    String text =
        String.format(Locale.ROOT, "%s %3.0f %%  %s", bar(share, BAR_CELLS), share * 100, counted);
    return rate > 0 && done < total
        ? text + "  " + remaining((total - done) / rate) + " left"
        : text;
  }

  /**
   * A bar of so many cells, filled from the left.
   *
   * @param share from 0 to 1
   */
  public static String bar(double share, int cells) {
    int filled = (int) Math.round(share * cells);
    return "█".repeat(filled) + "░".repeat(cells - filled);
  }

  private static String remaining(double seconds) {
    Duration left = Duration.ofSeconds((long) Math.ceil(seconds));
    return left.toHours() > 0
        ? "%d h %02d min".formatted(left.toHours(), left.toMinutesPart())
        : left.toMinutes() > 0
            ? "%d min %02d s".formatted(left.toMinutes(), left.toSecondsPart())
            : left.toSeconds() + " s";
  }

  /** Takes the line away. */
  @Override
  public void close() {
    line.close();
  }
}
