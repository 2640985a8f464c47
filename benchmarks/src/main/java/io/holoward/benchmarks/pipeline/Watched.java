package io.holoward.benchmarks.pipeline;

import io.holoward.benchmarks.suite.Screen;
import java.util.Map;

/**
 * Shows rounds on the screen.
 *
 * @param what is measured
 * @param done share of the part that was done before
 * @param share of the part that a round is
 */
record Watched(String what, Screen screen, double done, double share) implements Rounds.Listener {

  @Override
  public void begins(int round, String job) {
    screen.step(
        round == 0
            ? "%s, first run: %s".formatted(what, job)
            : "%s, round %d: %s".formatted(what, round, job),
        done + Math.max(0, round - 1) * share);
  }

  @Override
  public void ended(int round, Map<String, Lap> laps) {
    screen.say(
        "%s: %s", round == 0 ? "first run, not counted" : "round " + round, Rounds.rates(laps));
  }
}
