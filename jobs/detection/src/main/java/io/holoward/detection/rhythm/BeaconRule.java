package io.holoward.detection.rhythm;

import java.util.Optional;

/**
 * When the connections of an instance to one service are a beacon: enough of them, and at intervals
 * that vary little.
 *
 * <p>They must also lie {@value #MIN_MEAN_GAP} seconds apart on average. Whoever waits for orders
 * sleeps between his calls; what comes closer together is one activity (a page with its pictures, a
 * retry), of any regularity, and telemetry that is exact to the second could not tell it. In 90
 * recorded scenarios every regular burst had a mean gap below 0.8 seconds, and every beacon of an
 * attack tool one of 4 seconds or more.
 *
 * <p>Much that is harmless calls regularly: updates, monitoring, time. A process that does so shows
 * it while it is learned, and for it a beacon is then nothing unheard of.
 *
 * @param minConnections how many connections it takes, at least 3
 * @param maxVariation what the standard deviation of the gaps over their mean must stay below;
 *     connections at random moments have 1, a sleep with a jitter of ±50 % has 0.29
 */
public record BeaconRule(int minConnections, double maxVariation) {

  /** The least mean gap of a beacon, in seconds. */
  static final double MIN_MEAN_GAP = 2;

  /** How regular the connections are, if they are a beacon. */
  public Optional<Rhythm> judge(Moments moments) {
    if (moments.connections() < minConnections || moments.last() == moments.first()) {
      return Optional.empty();
    }
    return Optional.of(moments.rhythm())
        .filter(rhythm -> rhythm.meanGap() >= MIN_MEAN_GAP && rhythm.variation() < maxVariation);
  }
}
