package io.holoward.scoring.population;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.population.PopulationModel;
import io.holoward.detection.population.PopulationScoring;
import io.holoward.entropy.ScoringRules;
import io.holoward.scoring.state.Seeding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The models of populations, the same on every subtask: at most two of an organisation. */
final class KnownPopulations {

  private final Configuration configuration;
  private final ScoringRules rules;
  private final Map<String, TreeMap<Integer, PopulationScoring>> models = new HashMap<>();

  /** Models learned elsewhere that are read again at the next start. */
  private final Set<PopulationModel> readAgain = new HashSet<>();

  /** Begins with the models learned elsewhere. */
  KnownPopulations(Configuration configuration, Seeding seeding) throws IOException {
    this.configuration = configuration;
    this.rules = configuration.scoringRules();
    Collection<PopulationModel> seed = PopulationSeed.read(configuration, seeding).values();
    seed.forEach(this::add);
    if (seeding == Seeding.WHEN_MET) {
      readAgain.addAll(seed);
    }
  }

  /**
   * Adds a model, or one that is known already. One that this job sealed is of an organisation
   * without a seed, or was sealed before there was one, and then stands in its place.
   */
  void add(PopulationModel model) {
    TreeMap<Integer, PopulationScoring> versions =
        models.computeIfAbsent(model.organisation(), any -> new TreeMap<>());
    if (model.sealedAt() > Long.MIN_VALUE) {
      versions.values().removeIf(known -> known.model().sealedAt() == Long.MIN_VALUE);
    }
    versions.put(model.version(), new PopulationScoring(model, rules, configuration.severity()));
  }

  /** True when no model of an organisation will follow. */
  boolean isComplete(String organisation) {
    TreeMap<Integer, PopulationScoring> versions = models.get(organisation);
    return versions != null && versions.lastEntry().getValue().model().complete();
  }

  /** What holds for an organisation at a time, or null. */
  PopulationScoring at(String organisation, long time) {
    PopulationScoring latest = null;
    for (PopulationScoring known : models.getOrDefault(organisation, new TreeMap<>()).values()) {
      latest = known.model().sealedAt() <= time ? known : latest;
    }
    return latest;
  }

  /** All that is to be kept in state. */
  List<PopulationModel> kept() {
    List<PopulationModel> kept = new ArrayList<>();
    models
        .values()
        .forEach(
            versions ->
                versions.values().stream()
                    .map(PopulationScoring::model)
                    .filter(model -> !readAgain.contains(model))
                    .forEach(kept::add));
    return kept;
  }
}
