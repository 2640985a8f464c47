package io.holoward.telemetry.simulator;

/**
 * When a scenario takes place.
 *
 * @param phase what the start and shares are measured in
 * @param start how long after the beginning of the phase it begins
 * @param duration how long it goes on; null for to the end of the simulation
 */
record Timing(Phase phase, Extent start, Extent duration) {

  /** So that all find room in a short simulation: a fixed length is at most this share. */
  private static final int LARGEST_SHARE = 4;

  /** The time it has in a simulation. */
  Window in(SimulationPlan plan) {
    long from = plan.start().toEpochMilli();
    long live = plan.attacksFrom().toEpochMilli();
    long end = plan.end().toEpochMilli();
    long begin = phase == Phase.LIVE ? live : from;
    long length = phase == Phase.LIVE ? end - live : live - from;
    long first = begin + atMost(start, length, length);
    return new Window(
        first,
        duration == null ? end : Math.min(end, first + atMost(duration, length, quarter(length))));
  }

  /** When something of this length after the begin of a window of the scenario happens. */
  static Window after(Window window, Extent delay) {
    long length = window.end() - window.start();
    return new Window(window.start() + atMost(delay, length, length), window.end());
  }

  private static long quarter(long length) {
    return length / LARGEST_SHARE;
  }

  private static long atMost(Extent extent, long phase, long bound) {
    long millis = extent.millis(phase);
    return extent.fixed() == null ? millis : Math.min(millis, bound);
  }

  /** From a time on, and before another one. */
  record Window(long start, long end) {

    /** The time of a step, the steps spread evenly; the last leaves room for what it triggers. */
    long at(int step, int steps) {
      return start + (end - start) * step / steps;
    }

    /** How much of it has passed, 0 to 1. */
    double progress(long time) {
      return end == start ? 1 : (double) (time - start) / (end - start);
    }
  }
}
