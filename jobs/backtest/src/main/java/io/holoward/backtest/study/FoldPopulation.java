package io.holoward.backtest.study;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.finding.AssessedConnection;
import io.holoward.detection.population.PopulationLearning;
import io.holoward.detection.population.PopulationRecord;
import io.holoward.detection.population.PopulationRules;
import io.holoward.detection.population.PopulationScore;
import io.holoward.detection.population.PopulationScoring;
import io.holoward.detection.population.ProcessHash;
import io.holoward.detection.sighting.Sighting;
import io.holoward.entropy.Signature;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the learned scenarios of a fold taught of each organisation as a whole. */
final class FoldPopulation {

  private final Map<String, PopulationScoring> organisations = new HashMap<>();

  /** A record is learned once for each instance and window. */
  private record Shown(String instanceKey, long windowEnd, Signature record) {}

  /** Learns from what all processes showed. */
  static FoldPopulation of(List<Sighting> sightings, Configuration configuration) {
    PopulationRules rules = PopulationRules.of(configuration, Long.MAX_VALUE, Long.MIN_VALUE);
    long window = configuration.window().size().toMillis();
    Set<Shown> shown = new HashSet<>();
    Map<String, PopulationLearning> learning = new HashMap<>();
    for (Sighting sighting : sightings) {
      Signature record = PopulationRecord.of(sighting);
      if (shown.add(new Shown(sighting.instanceKey(), sighting.windowEnd(), record))) {
        learning
            .computeIfAbsent(sighting.organisation(), any -> new PopulationLearning())
            .add(
                sighting.windowEnd() - window,
                sighting.windowEnd(),
                ProcessHash.of(sighting.processId()),
                record,
                1,
                rules);
      }
    }
    FoldPopulation population = new FoldPopulation();
    learning.forEach(
        (organisation, learned) ->
            learned
                .end(organisation, rules)
                .ifPresent(
                    model ->
                        population.organisations.put(
                            organisation,
                            new PopulationScoring(
                                model, configuration.scoringRules(), configuration.severity()))));
    return population;
  }

  /** How a connection of a process without a model compares; empty where it cannot be compared. */
  Optional<PopulationScore> score(Sighting sighting, AssessedConnection assessed) {
    PopulationScoring scoring = organisations.get(sighting.organisation());
    return scoring == null || !PopulationScoring.concerns(assessed)
        ? Optional.empty()
        : Optional.of(scoring.score(assessed));
  }
}
