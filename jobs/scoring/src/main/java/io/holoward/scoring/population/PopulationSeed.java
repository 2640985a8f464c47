package io.holoward.scoring.population;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.population.PopulationModel;
import io.holoward.schema.PopulationSnapshot;
import io.holoward.scoring.codec.PopulationMapping;
import io.holoward.scoring.state.SeedFile;
import io.holoward.scoring.state.Seeding;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Models of populations learned elsewhere: an organisation of which this job knows nothing begins
 * with its model, and keeps it. Each subtask reads the whole file, from any file system Flink
 * knows.
 */
final class PopulationSeed {

  private PopulationSeed() {}

  /** The models of the file the configuration names, by organisation; none where it names none. */
  static Map<String, PopulationModel> read(Configuration configuration, Seeding seeding)
      throws IOException {
    Map<String, PopulationModel> models = new HashMap<>();
    if (seeding != Seeding.DONE) {
      SeedFile.read(
          configuration.population().seed(),
          "population models",
          PopulationSnapshot.class,
          snapshot ->
              models.put(
                  snapshot.getOrganisation(), PopulationMapping.model(snapshot).forAllTimes()));
    }
    return models;
  }
}
