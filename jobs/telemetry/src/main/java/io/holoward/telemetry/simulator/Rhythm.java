package io.holoward.telemetry.simulator;

import java.util.concurrent.TimeUnit;

/** How the frequency of a behaviour varies over the day (UTC). */
enum Rhythm {
  /** The same all day. */
  ALWAYS {
    @Override
    double weight(int hour) {
      return 1;
    }
  },
  /** While people work. */
  OFFICE {
    @Override
    double weight(int hour) {
      if (hour >= 8 && hour < 18) {
        return 1;
      }
      return hour == 7 || hour == 18 ? 0.4 : 0.02;
    }
  },
  /** While nobody does. */
  NIGHT {
    @Override
    double weight(int hour) {
      return hour < 5 ? 1 : 0;
    }
  };

  private static final int HOURS = 24;

  /** Relative frequency in this hour of the day; at most 1. */
  abstract double weight(int hour);

  double weightAt(long time) {
    return weight((int) Math.floorMod(TimeUnit.MILLISECONDS.toHours(time), (long) HOURS));
  }

  /** Mean milliseconds between two events at the busiest hour, for this many events a day. */
  double peakInterval(double perDay) {
    double sum = 0;
    for (int hour = 0; hour < HOURS; hour++) {
      sum += weight(hour);
    }
    return TimeUnit.HOURS.toMillis(1) * sum / perDay;
  }
}
