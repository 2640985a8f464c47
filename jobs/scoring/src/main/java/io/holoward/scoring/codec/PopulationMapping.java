package io.holoward.scoring.codec;

import io.holoward.detection.population.PopulationModel;
import io.holoward.entropy.IntendedStates;
import io.holoward.entropy.ScoringRules;
import io.holoward.schema.PopulationSnapshot;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Between the model of a population and the record of its topic. */
public final class PopulationMapping {

  private PopulationMapping() {}

  /**
   * The record of a model.
   *
   * @param scoring the rules the model is scored by: they decide the thresholds that are told
   */
  public static PopulationSnapshot toRecord(PopulationModel model, ScoringRules scoring) {
    IntendedStates states = model.states(scoring);
    return PopulationSnapshot.newBuilder()
        .setOrganisation(model.organisation())
        .setModelVersion(model.version())
        .setSealedAt(Instant.ofEpochMilli(model.sealedAt()))
        .setComplete(model.complete())
        .setNovelty(model.novelty())
        .setProcesses(Arrays.stream(model.processes()).boxed().toList())
        .setContentHash(states.contentHash())
        .setRecords(model.records())
        .setDistinct(model.distinct())
        .setState(StateMapping.toRecord(states.summaries().get(0)))
        .build();
  }

  /** The model of a record that was written elsewhere, by whatever rules. */
  public static PopulationModel model(PopulationSnapshot snapshot) {
    IntendedStates states =
        IntendedStates.restore(
            List.of(StateMapping.records(snapshot.getState())), 0, ScoringRules.DEFAULT);
    return PopulationModel.of(
        snapshot.getOrganisation(),
        snapshot.getModelVersion(),
        snapshot.getSealedAt().toEpochMilli(),
        snapshot.getComplete(),
        snapshot.getNovelty(),
        snapshot.getProcesses().stream().mapToLong(Long::longValue).sorted().toArray(),
        states);
  }

  /** The same record as it is told by other rules. */
  public static PopulationSnapshot scoredBy(ScoringRules scoring, PopulationSnapshot snapshot) {
    return toRecord(model(snapshot), scoring);
  }
}
