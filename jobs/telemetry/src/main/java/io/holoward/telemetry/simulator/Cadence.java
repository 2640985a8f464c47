package io.holoward.telemetry.simulator;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** When the occurrences of a step come. */
interface Cadence {

  /** Stands for no further occurrence. */
  long NEVER = -1;

  /**
   * The time of an occurrence.
   *
   * @param window the time of the step
   * @param done how many came before it
   * @param last when the last of them came; the begin of the window for the first
   * @return milliseconds since the epoch, or {@link #NEVER}
   */
  long next(Timing.Window window, int done, long last, SplittableRandom random);

  /** So many times, spread evenly. */
  record Times(int times) implements Cadence {
    @Override
    public long next(Timing.Window window, int done, long last, SplittableRandom random) {
      return done < times ? window.at(done, times) : NEVER;
    }
  }

  /**
   * Again and again, at once and then once in each period.
   *
   * @param jitter by which share of the period an occurrence is late at most, 0 to 1
   */
  record Every(Duration period, double jitter) implements Cadence {
    @Override
    public long next(Timing.Window window, int done, long last, SplittableRandom random) {
      long begin = window.start() + done * period.toMillis();
      long time = begin + (long) (jitter * period.toMillis() * random.nextDouble());
      return begin + period.toMillis() < window.end() ? time : NEVER;
    }
  }

  /**
   * At random times.
   *
   * @param perDay how often a day on the mean in the beginning
   * @param growth how many times as often in the end; the rate changes evenly
   */
  record PerDay(double perDay, double growth) implements Cadence {

    /** What the last occurrence triggers belongs to the step. */
    private static final long MARGIN = TimeUnit.SECONDS.toMillis(10);

    @Override
    public long next(Timing.Window window, int done, long last, SplittableRandom random) {
      double rate = perDay * (1 + (growth - 1) * window.progress(last));
      double pause = -Math.log(1 - random.nextDouble()) * TimeUnit.DAYS.toMillis(1) / rate;
      double time = last + 1 + pause;
      return time < window.end() - MARGIN ? (long) time : NEVER;
    }
  }
}
