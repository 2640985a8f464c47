package io.holoward.backtest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.holoward.entropy.ScoringRules;
import io.holoward.schema.IntendedStateSnapshot;
import io.holoward.schema.PopulationSnapshot;
import io.holoward.scoring.codec.PopulationMapping;
import io.holoward.scoring.codec.RecordJson;
import io.holoward.scoring.codec.SnapshotMapping;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;

/** What a learning pass sealed: intended states of processes, and populations of organisations. */
final class LearnedStates {

  private static final JsonFactory JSON = new JsonFactory();

  private LearnedStates() {}

  /**
   * Writes the states as they are told by the rules of one of the runs that share them: their
   * thresholds and outlier factors are no part of what was learned.
   *
   * @param learned a {@link ResultFiles#INTENDED_STATES}
   */
  static void write(Path learned, ScoringRules scoring, Path file) throws IOException {
    rewrite(
        learned,
        IntendedStateSnapshot.class,
        snapshot -> SnapshotMapping.scoredBy(scoring, snapshot),
        file);
  }

  /**
   * The same for populations.
   *
   * @param learned a {@link ResultFiles#POPULATIONS}
   */
  static void writePopulations(Path learned, ScoringRules scoring, Path file) throws IOException {
    rewrite(
        learned,
        PopulationSnapshot.class,
        snapshot -> PopulationMapping.scoredBy(scoring, snapshot),
        file);
  }

  private static <R extends SpecificRecord> void rewrite(
      Path learned, Class<R> type, UnaryOperator<R> change, Path file) throws IOException {
    try (BufferedReader in = Files.newBufferedReader(learned);
        JsonParser parser = JSON.createParser(in);
        BufferedWriter out = Files.newBufferedWriter(file)) {
      parser.nextToken();
      out.write("[");
      String separator = "\n";
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        R snapshot = RecordJson.read(type, parser);
        out.write(separator);
        out.write(RecordJson.write(change.apply(snapshot)));
        separator = ",\n";
      }
      out.write("\n]\n");
    }
  }
}
