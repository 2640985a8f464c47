package io.holoward.benchmarks.pipeline;

import java.util.Map;
import java.util.function.Consumer;

/** Prints rounds. */
record Printed(Consumer<String> out) implements Rounds.Listener {

  @Override
  public void begins(int round, String job) {
    // What a job took is told when its round has ended.
  }

  @Override
  public void ended(int round, Map<String, Lap> laps) {
    out.accept("Round %d: %s".formatted(round, Rounds.rates(laps)));
  }
}
