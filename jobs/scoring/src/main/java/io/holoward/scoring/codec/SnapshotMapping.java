package io.holoward.scoring.codec;

import io.holoward.detection.features.FeatureSet;
import io.holoward.detection.lifecycle.SpokenFeatures;
import io.holoward.entropy.IntendedStates;
import io.holoward.entropy.ScoringRules;
import io.holoward.schema.IntendedState;
import io.holoward.schema.IntendedStateSnapshot;
import io.holoward.scoring.process.StateSnapshot;
import java.time.Instant;
import java.util.List;

/** Between the intended states of a process and the record of their topic. */
public final class SnapshotMapping {

  private SnapshotMapping() {}

  /**
   * The record of a snapshot.
   *
   * @param scoring the rules the states are scored by: they decide the thresholds that are told
   */
  public static IntendedStateSnapshot toRecord(StateSnapshot snapshot, ScoringRules scoring) {
    IntendedStates states =
        snapshot.model() == null ? null : IntendedStates.fromBytes(snapshot.model(), scoring);
    SpokenFeatures features =
        snapshot.features() == null ? SpokenFeatures.TABLE_2 : snapshot.features();
    return IntendedStateSnapshot.newBuilder()
        .setProcessId(snapshot.processId())
        .setOrganisation(snapshot.organisation())
        .setProcessName(snapshot.processName())
        .setPhase(StateMapping.phase(snapshot.phase()))
        .setModelVersion(snapshot.modelVersion())
        .setSealedAt(time(snapshot.sealedAt()))
        .setContentHash(states == null ? null : states.contentHash())
        .setRecords(snapshot.records())
        .setDistinct(snapshot.distinct())
        .setPooledRecords(snapshot.pooledRecords())
        .setRemovedRecords(states == null ? 0 : states.removedRecords())
        .setHosts(snapshot.hosts())
        .setFirstSeen(time(snapshot.firstSeen()))
        .setLastSeen(time(snapshot.lastSeen()))
        .setStates(states == null ? List.of() : toRecords(states))
        .setFeatures(features.set().names())
        .setNoveltyShare(features.noveltyShare())
        .setRoaming(features.roaming())
        .build();
  }

  /**
   * The states of a snapshot that was written elsewhere, by whatever rules.
   *
   * @param scoring the rules to score them by
   */
  public static IntendedStates states(IntendedStateSnapshot snapshot, ScoringRules scoring) {
    return IntendedStates.restore(
        StateMapping.records(snapshot), snapshot.getRemovedRecords(), scoring);
  }

  /** The features that the states of such a snapshot speak of: Table 2 alone, if it is old. */
  public static SpokenFeatures features(IntendedStateSnapshot snapshot) {
    return new SpokenFeatures(
        FeatureSet.of(snapshot.getFeatures()),
        snapshot.getNoveltyShare(),
        snapshot.getRoaming() && snapshot.getNoveltyShare() != null);
  }

  /** The same snapshot as it is told by other rules; one without a model as it is. */
  public static IntendedStateSnapshot scoredBy(
      ScoringRules scoring, IntendedStateSnapshot snapshot) {
    if (snapshot.getModelVersion() == 0) {
      return snapshot;
    }
    IntendedStates states = states(snapshot, scoring);
    return IntendedStateSnapshot.newBuilder(snapshot)
        .setContentHash(states.contentHash())
        .setStates(toRecords(states))
        .build();
  }

  private static List<IntendedState> toRecords(IntendedStates states) {
    return states.summaries().stream().map(StateMapping::toRecord).toList();
  }

  private static Instant time(Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }
}
