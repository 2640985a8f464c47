package io.holoward.telemetry.simulator;

import io.holoward.detection.observation.RoundTrip;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * How long packets take. Each pair of addresses has a usual round-trip time that its distance
 * bounds; single samples scatter about it like a lognormal variable, a little slower in the
 * afternoon than at night, and some samples are late for no reason that matters.
 */
final class RoundTripModel {

  /** Equally many each time, so that the means of short and long flows scatter alike. */
  static final int SAMPLES = 5;

  /** σ of the logarithms, before it is cut off, for the calmest pair of host and program. */
  private static final double CALMEST = 0.25;

  /** What the others have more, at most. */
  private static final double RANGE = 0.15;

  /** σ of a program whose times are nobody's alarm, for it has never known better ones. */
  private static final double RESTLESS = 0.6;

  /**
   * Where the lognormal variable is cut off, in σ. With all of it one in 16,000 minutes would lie
   * beyond four σ by chance alone; in a demonstration what stands out should have a cause.
   */
  private static final double FARTHEST = 1.5;

  private static final double LATE_SHARE = 0.002;
  private static final double LATE_FACTOR = 1.3;

  /** The load of the afternoon and the quiet of the night are so much above and below the mean. */
  private static final double SWING = 0.04;

  private static final double BUSIEST_HOUR = 15;
  private static final double DAY = TimeUnit.DAYS.toMillis(1);

  private final long seed;
  private final SplittableRandom random;

  /**
   * @param seed of what stays: the usual times and how restless who is
   * @param random for what changes
   */
  RoundTripModel(long seed, SplittableRandom random) {
    this.seed = seed;
    this.random = random;
  }

  /**
   * Measures a process's connection to a peer.
   *
   * @param factor by which the way is longer than usual, 1 for the usual one
   */
  RoundTrip measure(RunningProcess process, String peer, long time, double factor) {
    double mean = usualMillis(process.host().address(), peer) * load(time) * factor;
    double sigma = sigma(process);
    List<Double> samples = new ArrayList<>(SAMPLES);
    for (int i = 0; i < SAMPLES; i++) {
      double late = random.nextDouble() < LATE_SHARE ? LATE_FACTOR : 1;
      samples.add(mean * Math.exp(sigma * deviate()) * late);
    }
    return RoundTrip.samples(samples);
  }

  private double usualMillis(String one, String other) {
    int first = Math.min(one.hashCode(), other.hashCode());
    int second = Math.max(one.hashCode(), other.hashCode());
    return Fleet.distance(one, other).usualMillis(chance(first, second));
  }

  private double sigma(RunningProcess process) {
    String program = process.program().name();
    return program.equals(Programs.OUTLOOK)
        ? RESTLESS
        : CALMEST + RANGE * chance(process.host().index(), program.hashCode());
  }

  /** Always the same for the same two. */
  private double chance(int one, int other) {
    return new SplittableRandom(seed ^ ((long) one << Integer.SIZE ^ other)).nextDouble();
  }

  private static double load(long time) {
    double hours = time / DAY * 24 - BUSIEST_HOUR;
    return 1 + SWING * Math.cos(2 * Math.PI * hours / 24);
  }

  private double deviate() {
    double deviate = random.nextGaussian();
    while (Math.abs(deviate) > FARTHEST) {
      deviate = random.nextGaussian();
    }
    return deviate;
  }
}
