package io.holoward.scoring.population;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.population.PopulationModel;
import io.holoward.schema.PopulationSnapshot;
import io.holoward.scoring.codec.PopulationMapping;
import io.holoward.scoring.codec.RecordJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * Models of populations learned elsewhere: an organisation that this job has never seen begins with
 * its model, and keeps it. Each subtask reads the whole file, from any file system Flink knows.
 */
final class PopulationSeed {

  private PopulationSeed() {}

  /** The models of the file the configuration names, by organisation; none where it names none. */
  static Map<String, PopulationModel> read(Configuration configuration) throws IOException {
    Map<String, PopulationModel> models = new HashMap<>();
    if (configuration.population().seed() == null) {
      return models;
    }
    Path file = new Path(configuration.population().seed());
    FileSystem files = file.getFileSystem();
    try (InputStream in = files.open(file);
        JsonParser parser = new JsonFactory().createParser(in)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw new IOException(
            file
                + " holds no population models: expected a JSON array; population.seed names a"
                + " populations.json of a backtest");
      }
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        PopulationSnapshot snapshot = RecordJson.read(PopulationSnapshot.class, parser);
        models.put(snapshot.getOrganisation(), PopulationMapping.model(snapshot).forAllTimes());
      }
    }
    return models;
  }
}
