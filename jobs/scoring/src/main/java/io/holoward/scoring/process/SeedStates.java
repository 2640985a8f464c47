package io.holoward.scoring.process;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.lifecycle.ProcessProfile;
import io.holoward.detection.lifecycle.SealedModel;
import io.holoward.entropy.IntendedStates;
import io.holoward.schema.IntendedStateSnapshot;
import io.holoward.scoring.codec.SnapshotMapping;
import io.holoward.scoring.state.SeedFile;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Intended states learned elsewhere: a process of which this job knows nothing begins with them.
 * Each subtask reads the whole file, from any file system Flink knows.
 */
final class SeedStates {

  private final Configuration configuration;
  private final Map<String, IntendedStateSnapshot> snapshots = new HashMap<>();

  private SeedStates(Configuration configuration) {
    this.configuration = configuration;
  }

  /** Reads the file the configuration names, if it names one. */
  static SeedStates read(Configuration configuration) throws IOException {
    SeedStates seed = none(configuration);
    SeedFile.read(
        configuration.states().seed(), "intended states", IntendedStateSnapshot.class, seed::add);
    return seed;
  }

  /** Of no process. */
  static SeedStates none(Configuration configuration) {
    return new SeedStates(configuration);
  }

  /** The ids of the processes of which there are any. */
  Set<String> processes() {
    return snapshots.keySet();
  }

  private void add(IntendedStateSnapshot snapshot) {
    if (snapshot.getModelVersion() > 0) {
      snapshots.put(snapshot.getProcessId(), snapshot);
    }
  }

  /**
   * A fresh profile of the process with the states learned elsewhere, or null if there are none.
   */
  ProcessProfile profile(String processId) {
    IntendedStateSnapshot snapshot = snapshots.get(processId);
    if (snapshot == null) {
      return null;
    }
    IntendedStates states = SnapshotMapping.states(snapshot, configuration.scoringRules());
    return ProcessProfile.sealed(
        processId,
        configuration.states().maxDistinct(),
        SealedModel.of(
            states,
            SnapshotMapping.features(snapshot),
            snapshot.getModelVersion(),
            snapshot.getSealedAt().toEpochMilli()),
        snapshot.getFirstSeen().toEpochMilli(),
        snapshot.getLastSeen().toEpochMilli());
  }
}
