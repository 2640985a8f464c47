package io.holoward.scoring.process;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.lifecycle.ProcessProfile;
import io.holoward.entropy.IntendedStates;
import io.holoward.schema.IntendedStateSnapshot;
import io.holoward.scoring.codec.RecordJson;
import io.holoward.scoring.codec.SnapshotMapping;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * Intended states learned elsewhere: a process that this job has never seen begins with them. Each
 * subtask reads the whole file, from any file system Flink knows.
 */
final class SeedStates {

  private final Configuration configuration;
  private final Map<String, IntendedStateSnapshot> snapshots = new HashMap<>();

  private SeedStates(Configuration configuration) {
    this.configuration = configuration;
  }

  /** Reads the file the configuration names, if it names one. */
  static SeedStates read(Configuration configuration) throws IOException {
    SeedStates seed = new SeedStates(configuration);
    if (configuration.states().seed() != null) {
      seed.readFile(new Path(configuration.states().seed()));
    }
    return seed;
  }

  private void readFile(Path file) throws IOException {
    FileSystem files = file.getFileSystem();
    try (InputStream in = files.open(file);
        JsonParser parser = new JsonFactory().createParser(in)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw new IOException(file + " holds no intended states: expected a JSON array");
      }
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        IntendedStateSnapshot snapshot = RecordJson.read(IntendedStateSnapshot.class, parser);
        if (snapshot.getModelVersion() > 0) {
          snapshots.put(snapshot.getProcessId(), snapshot);
        }
      }
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
        states,
        snapshot.getModelVersion(),
        snapshot.getSealedAt().toEpochMilli(),
        snapshot.getFirstSeen().toEpochMilli(),
        snapshot.getLastSeen().toEpochMilli());
  }
}
