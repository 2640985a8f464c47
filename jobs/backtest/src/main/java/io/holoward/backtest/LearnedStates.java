package io.holoward.backtest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.holoward.entropy.ScoringRules;
import io.holoward.schema.IntendedStateSnapshot;
import io.holoward.scoring.codec.RecordJson;
import io.holoward.scoring.codec.SnapshotMapping;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a learning pass sealed, a {@link ResultFiles#INTENDED_STATES}. */
final class LearnedStates {

  private static final JsonFactory JSON = new JsonFactory();

  private LearnedStates() {}

  /**
   * Writes the states as they are told by the rules of one of the runs that share them: their
   * thresholds and outlier factors are no part of what was learned.
   */
  static void write(Path learned, ScoringRules scoring, Path file) throws IOException {
    try (BufferedReader in = Files.newBufferedReader(learned);
        JsonParser parser = JSON.createParser(in);
        BufferedWriter out = Files.newBufferedWriter(file)) {
      parser.nextToken();
      out.write("[");
      String separator = "\n";
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        IntendedStateSnapshot snapshot = RecordJson.read(IntendedStateSnapshot.class, parser);
        out.write(separator);
        out.write(RecordJson.write(SnapshotMapping.scoredBy(scoring, snapshot)));
        separator = ",\n";
      }
      out.write("\n]\n");
    }
  }
}
