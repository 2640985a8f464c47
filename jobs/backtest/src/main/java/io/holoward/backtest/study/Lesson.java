package io.holoward.backtest.study;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.features.Features;
import io.holoward.detection.finding.Actor;
import io.holoward.detection.lifecycle.Lifecycle;
import io.holoward.detection.lifecycle.NoveltyLearning;
import io.holoward.detection.lifecycle.ProcessProfile;
import io.holoward.detection.lifecycle.SealedModel;
import io.holoward.detection.lifecycle.WindowLearning;
import io.holoward.detection.sighting.Sighting;
import io.holoward.entropy.ScoringRules;
import io.holoward.entropy.Signature;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the learned scenarios of a fold taught: a model of each process that had records enough, as
 * a learning pass would have sealed it at its end.
 */
public final class Lesson {

  private final ScoringRules scoring;
  private final Map<String, SealedModel> models = new TreeMap<>();
  private final Map<String, Actor> examples = new HashMap<>();

  private FoldPopulation population;

  private Lesson(ScoringRules scoring) {
    this.scoring = scoring;
  }

  /**
   * Learns from connections.
   *
   * @param observations those to learn from, by event time
   * @param history that has noted them all
   */
  static Lesson of(
      List<Observation> observations, FoldHistory history, Configuration configuration) {
    Configuration rules =
        configuration.with(List.of("promotion.seal-at-end=true", "novelty.leave-one-out=true"));
    Features features = rules.connectionFeatures();
    Lesson lesson = new Lesson(rules.scoringRules());
    Map<String, Map<Long, List<Sighting>>> windows = new TreeMap<>();
    List<Sighting> all = new ArrayList<>();
    FoldNovelty novelty =
        FoldNovelty.of(observations, rules.novelty().burst(), history::leaveOneOut);
    for (Observation observation : observations) {
      Actor actor = observation.actor();
      lesson.examples.putIfAbsent(actor.processId(), actor);
      Signature signature =
          features.extend(observation.table2(), observation.facts(novelty.of(observation)));
      Sighting sighting = observation.sighting(signature);
      all.add(sighting);
      windows
          .computeIfAbsent(actor.processId(), process -> new TreeMap<>())
          .computeIfAbsent(observation.windowEnd(), window -> new ArrayList<>())
          .add(sighting);
    }
    lesson.population = FoldPopulation.of(all, rules);
    windows.forEach((processId, own) -> lesson.learn(processId, own, rules));
    return lesson;
  }

  private void learn(
      String processId, Map<Long, List<Sighting>> windows, Configuration configuration) {
    ProcessProfile profile =
        new ProcessProfile(
            processId,
            configuration.states().maxDistinct(),
            configuration.connectionFeatures().set());
    NoveltyLearning novelty = new NoveltyLearning(configuration.noveltyRules(), Long.MIN_VALUE);
    WindowLearning learning = new WindowLearning(novelty);
    windows.values().forEach(window -> learning.learn(profile, window));
    new Lifecycle(
            configuration.promotion(),
            configuration.sealingRules(),
            configuration.scoringRules(),
            novelty,
            configuration.connectionFeatures().set())
        .end(profile, profile.lastSeen());
    profile.model().ifPresent(model -> models.put(processId, model));
  }

  /** The model of a process; empty where it has none. */
  public Optional<SealedModel> model(String processId) {
    return Optional.ofNullable(models.get(processId));
  }

  /** The processes that have a model, in order. */
  public List<String> modelled() {
    return List.copyOf(models.keySet());
  }

  /**
   * The records behind the model of a process, each signature with how often it was shown.
   *
   * @throws NullPointerException if it has no model
   */
  public Map<Signature, Long> records(String processId) {
    Map<Signature, Long> records = new TreeMap<>();
    models
        .get(processId)
        .states(scoring)
        .summaries()
        .forEach(state -> state.signatures().forEach((one, n) -> records.merge(one, n, Long::sum)));
    return records;
  }

  /**
   * The part of what a connection shows that the model of its process speaks of.
   *
   * @throws NullPointerException if its process has no model
   */
  public Signature spoken(Judged judged) {
    return models.get(judged.assessed().actor().processId()).signature(judged.signature().text());
  }

  /** What was learned of organisations, for processes without a model. */
  FoldPopulation population() {
    return population;
  }

  /** An instance of a process that was learned. */
  Actor example(String processId) {
    return examples.get(processId);
  }
}
