package io.holoward.backtest.whatif;

import io.holoward.backtest.BacktestPlan;
import io.holoward.backtest.BacktestProgress;
import io.holoward.backtest.BacktestSession;
import io.holoward.backtest.BacktestSession.Learned;
import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.configuration.KeyReach;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Replays of one recording by several configurations: everything is read once, and configurations
 * that agree in all that decides learning ({@link KeyReach}) share one learning pass.
 */
final class Replays implements AutoCloseable {

  private final BacktestPlan plan;
  private final BacktestSession session;
  private final ReplayProgress progress;
  private final Map<Map<String, String>, Learned> learned = new HashMap<>();
  private final int lessons;

  private Replays(
      BacktestPlan plan, BacktestSession session, ReplayProgress progress, int lessons) {
    this.plan = plan;
    this.session = session;
    this.progress = progress;
    this.lessons = lessons;
  }

  /**
   * Begins.
   *
   * @param plan what to read; its own configuration decides how records are read
   * @param configurations those that will be run, each once
   */
  static Replays open(
      BacktestPlan plan, Collection<Configuration> configurations, BacktestProgress progress)
      throws IOException {
    Set<Map<String, String>> lessons = new HashSet<>();
    if (plan.learn().isPresent()) {
      configurations.forEach(configuration -> lessons.add(decidesLearning(configuration)));
    }
    ReplayProgress overall = new ReplayProgress(progress, lessons.size(), configurations.size());
    return new Replays(plan, BacktestSession.open(plan, overall), overall, lessons.size());
  }

  /** Replays by a configuration and leaves its results in a directory, made if absent. */
  void run(Configuration configuration, Path out) throws Exception {
    Optional<Learned> states = Optional.empty();
    if (plan.learn().isPresent()) {
      states = Optional.of(learn(configuration));
    }
    session.score(configuration, states, out);
    progress.finished();
  }

  private Learned learn(Configuration configuration) throws Exception {
    Map<String, String> deciding = decidesLearning(configuration);
    Learned known = learned.get(deciding);
    if (known != null) {
      return known.again();
    }
    Learned states = session.learn(configuration);
    progress.finished();
    learned.put(deciding, states);
    if (learned.size() == lessons) {
      session.forgetLearning();
    }
    return states;
  }

  /** The values of the keys that decide what is learned. */
  static Map<String, String> decidesLearning(Configuration configuration) {
    Map<String, String> deciding = new LinkedHashMap<>(configuration.values());
    deciding.keySet().removeIf(key -> KeyReach.of(key, configuration) == KeyReach.SCORING);
    return deciding;
  }

  @Override
  public void close() throws IOException {
    session.close();
  }
}
