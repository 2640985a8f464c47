package io.holoward.backtest.study;

import io.holoward.backtest.study.Transplants.Transplanted;
import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.features.Features;
import io.holoward.detection.finding.AssessedConnection;
import io.holoward.detection.finding.Assessment;
import io.holoward.detection.finding.Verdict;
import io.holoward.detection.population.PopulationScore;
import io.holoward.detection.sighting.Sighting;
import io.holoward.entropy.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Learns and scores folds by the rules of the job, without the job. */
final class Trial {

  private final List<Observation> observations;
  private final Configuration configuration;
  private final Transplants transplants;
  private final Features features;
  private final Assessment assessment;
  private Set<String> learned;
  private FoldHistory taught;
  private Lesson lesson;

  /**
   * @param observations all connections, by event time
   */
  Trial(List<Observation> observations, Transplants transplants, Configuration configuration) {
    this.observations = observations;
    this.transplants = transplants;
    this.configuration = configuration;
    this.features = configuration.connectionFeatures();
    this.assessment =
        new Assessment(
            configuration.scoringRules(),
            configuration.severity(),
            configuration.alarm().raise(),
            configuration.alarm().repeatInterval());
  }

  /** Learns and scores. */
  FoldResult run(Fold fold) {
    learn(fold.learned());
    FoldHistory known =
        (fold.history().equals(fold.learned())
                ? taught
                : FoldHistory.learning(lessons(fold.history()), configuration))
            .sealed(configuration);
    lessons(fold.beside()).forEach(known::note);
    List<Observation> tested =
        observations.stream().filter(one -> fold.tested().contains(one.scenario())).toList();
    List<Transplanted> moved = transplants.into(lesson, tested);
    tested.forEach(known::note);
    moved.forEach(transplant -> known.note(transplant.observation()));
    List<Judged> judged = new ArrayList<>();
    FoldNovelty recorded = novelty(tested, known);
    for (Observation observation : tested) {
      if (observation.label() != null) {
        judged.add(judge(Judged.Origin.RECORDED, null, observation, lesson, recorded));
      }
    }
    inPlace(moved)
        .forEach(
            (place, transplants) -> {
              List<Observation> all = new ArrayList<>(tested);
              transplants.forEach(one -> all.add(one.observation()));
              FoldNovelty novelty = novelty(all, known);
              for (Transplanted one : transplants) {
                judged.add(judge(one.origin(), one.target(), one.observation(), lesson, novelty));
              }
            });
    return new FoldResult(fold, lesson, judged);
  }

  private FoldNovelty novelty(List<Observation> together, FoldHistory known) {
    return FoldNovelty.of(together, configuration.novelty().burst(), known::novelty);
  }

  /** The transplants of one kind into one process happen together, beside what was recorded. */
  private static Map<String, List<Transplanted>> inPlace(List<Transplanted> moved) {
    Map<String, List<Transplanted>> places = new TreeMap<>();
    for (Transplanted one : moved) {
      places
          .computeIfAbsent(one.origin() + " " + one.target(), place -> new ArrayList<>())
          .add(one);
    }
    return places;
  }

  /** Folds in a row often learn from the same. */
  private void learn(Set<String> scenarios) {
    if (!scenarios.equals(learned)) {
      List<Observation> lessons = lessons(scenarios);
      taught = FoldHistory.learning(lessons, configuration);
      lesson = Lesson.of(lessons, taught, configuration);
      learned = scenarios;
    }
  }

  private List<Observation> lessons(Set<String> scenarios) {
    return observations.stream()
        .filter(one -> one.isLesson() && scenarios.contains(one.scenario()))
        .toList();
  }

  private Judged judge(
      Judged.Origin origin,
      String target,
      Observation observation,
      Lesson lesson,
      FoldNovelty novelty) {
    Signature signature =
        features.extend(observation.table2(), observation.facts(novelty.of(observation)));
    Sighting sighting = observation.sighting(signature);
    AssessedConnection assessed =
        assessment.connection(
            sighting, lesson.model(observation.actor().processId()).orElse(null), true);
    Optional<PopulationScore> population = lesson.population().score(sighting, assessed);
    return new Judged(
        origin,
        target,
        observation,
        signature,
        population.isPresent()
            ? assessed.comparedWithPopulation(population.get().score())
            : assessed,
        assessed.verdict() == Verdict.ABNORMAL
            || population.map(PopulationScore::outlier).orElse(false));
  }
}
