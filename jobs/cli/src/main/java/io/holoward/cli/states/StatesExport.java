package io.holoward.cli.states;

import io.holoward.detection.configuration.Configuration;
import io.holoward.scoring.codec.RecordJson;
import io.holoward.scoring.kafka.LatestRecords;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/**
 * Writes what a job told of all it knows into files such as a backtest writes: what {@code
 * states.seed}, {@code population.seed} and {@code novelty.seed} read.
 */
public final class StatesExport {

  private StatesExport() {}

  /**
   * Reads the compacted topics of a configuration. All are read before anything is written.
   *
   * @param directory where the files go; made if absent
   * @return how many there are of each, by what they are
   * @throws io.holoward.telemetry.input.InputException if a topic cannot be read
   */
  public static Map<String, Integer> run(Configuration configuration, Path directory)
      throws IOException {
    Map<KnownTopic<?>, List<? extends SpecificRecord>> all = new LinkedHashMap<>();
    KnownTopic.ALL.forEach(topic -> all.put(topic, known(topic, configuration)));
    Files.createDirectories(directory);
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (var topic : all.entrySet()) {
      write(topic.getValue(), directory.resolve(topic.getKey().file()));
      counts.put(topic.getKey().content(), topic.getValue().size());
    }
    return counts;
  }

  private static <T extends SpecificRecord> List<T> known(
      KnownTopic<T> topic, Configuration configuration) {
    return LatestRecords.of(topic.topic().apply(configuration), topic.type(), configuration)
        .values()
        .stream()
        .filter(topic.known())
        .toList();
  }

  private static void write(List<? extends SpecificRecord> records, Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("[");
      String separator = "\n";
      for (SpecificRecord record : records) {
        out.write(separator);
        out.write(RecordJson.write(record));
        separator = ",\n";
      }
      out.write("\n]\n");
    }
  }
}
