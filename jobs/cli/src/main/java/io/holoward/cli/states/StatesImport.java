package io.holoward.cli.states;

import io.holoward.cli.UserException;
import io.holoward.cli.kafka.AvroSender;
import io.holoward.cli.kafka.RecordSender;
import io.holoward.detection.configuration.Configuration;
import io.holoward.registry.SchemaRegistry;
import io.holoward.scoring.decode.Registries;
import io.holoward.scoring.kafka.LatestRecords;
import io.holoward.scoring.state.SeedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/**
 * Sends what was learned elsewhere to the compacted topics of a cluster, so that whoever reads
 * these topics knows it, and a later export has all of it. Nothing that is known there is
 * overwritten by what is no newer.
 */
public final class StatesImport {

  private StatesImport() {}

  /**
   * What became of the records of a file.
   *
   * @param content what they are
   * @param sent how many were sent
   * @param kept how many were not: the topic has the same, or newer
   */
  public record Outcome(String content, int sent, int kept) {}

  /**
   * Sends all files that are in a directory.
   *
   * @param directory the results of a backtest, or of an export
   * @throws UserException if it holds none of them, or the brokers refuse a record
   * @throws io.holoward.telemetry.input.InputException if a topic cannot be read
   */
  public static List<Outcome> run(Path directory, Configuration configuration) throws IOException {
    List<KnownTopic<?>> topics =
        KnownTopic.ALL.stream()
            .filter(topic -> Files.isRegularFile(directory.resolve(topic.file())))
            .toList();
    if (topics.isEmpty()) {
      throw new UserException(
          directory
              + " holds nothing that was learned; --from takes the --out directory of a backtest or"
              + " of \"states export\"");
    }
    List<Outcome> outcomes = new ArrayList<>();
    try (RecordSender sender = RecordSender.to(configuration);
        SchemaRegistry registry = Registries.connection(configuration.registry()).open()) {
      for (KnownTopic<?> topic : topics) {
        outcomes.add(send(topic, directory, configuration, sender, registry));
      }
      sender.flush();
    }
    return outcomes;
  }

  private static <T extends SpecificRecord> Outcome send(
      KnownTopic<T> topic,
      Path directory,
      Configuration configuration,
      RecordSender sender,
      SchemaRegistry registry)
      throws IOException {
    List<T> records = new ArrayList<>();
    SeedFile.read(
        directory.resolve(topic.file()).toUri().toString(),
        topic.content(),
        topic.type(),
        records::add);
    String name = topic.topic().apply(configuration);
    Map<String, T> present = LatestRecords.of(name, topic.type(), configuration);
    List<T> news = records.stream().filter(record -> isNews(topic, record, present)).toList();
    AvroSender<T> avro = new AvroSender<>(topic.type(), name, configuration, sender, registry);
    for (T record : news) {
      avro.send(topic.told().apply(record).toEpochMilli(), topic.key().apply(record), record);
    }
    return new Outcome(topic.content(), news.size(), records.size() - news.size());
  }

  /** Whether a record tells more than what is there: that was relearned, or was used since. */
  private static <T extends SpecificRecord> boolean isNews(
      KnownTopic<T> topic, T record, Map<String, T> present) {
    T there = present.get(topic.key().apply(record));
    return topic.known().test(record)
        && (there == null || topic.told().apply(there).isBefore(topic.told().apply(record)));
  }
}
