package io.holoward.scoring.codec;

import io.holoward.entropy.IntendedStates;
import io.holoward.entropy.ScoringRules;
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
        .setStates(
            states == null
                ? List.of()
                : states.summaries().stream().map(StateMapping::toRecord).toList())
        .build();
  }

  private static Instant time(Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }
}
