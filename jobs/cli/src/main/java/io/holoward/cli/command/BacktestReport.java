package io.holoward.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holoward.cli.UserException;
import io.holoward.cli.terminal.Column;
import io.holoward.cli.terminal.Deed;
import io.holoward.cli.terminal.Table;
import io.holoward.cli.terminal.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;

/** What a person wants to see first of a backtest's results: the counts, and the highest alarms. */
final class BacktestReport {
  private static final int HIGHEST = 10;
  private static final String OVERLAP =
      "What was learned from and what was scored overlap: what a process was seen to do is known to"
          + " it, and no alarm. --set alarm.raise=every scores that too, and shows what is rare.";
  private static final Comparator<JsonNode> BY_SCORE =
      Comparator.comparingDouble((JsonNode alarm) -> alarm.path("score").asDouble(-1))
          .thenComparingDouble(alarm -> alarm.path("outlierFactor").asDouble(0))
          .thenComparingDouble(alarm -> alarm.path("populationScore").asDouble(-1));
  private static final List<Column> COLUMNS =
      List.of(
          Column.number("score"),
          Column.text("verdict"),
          Column.text("host"),
          Column.text("process"),
          Column.text("what it did"));

  private BacktestReport() {}

  static void print(Path directory, PrintWriter out) {
    ObjectMapper json = new ObjectMapper();
    try {
      JsonNode summary = json.readTree(directory.resolve("summary.json").toFile());
      printCounts(summary, out);
      List<JsonNode> highest = highest(json, directory.resolve("scored-alarms.jsonl"));
      if (!highest.isEmpty()) {
        out.println();
        Table.render(
                COLUMNS,
                highest.stream().map(BacktestReport::row).toList(),
                Terminal.standardOutput().columns())
            .forEach(out::println);
      }
      if (summary.path("deadLettered").asLong() > 0) {
        out.printf("%n%s%n", deadLetters(json, summary, directory.resolve("dead-letters.jsonl")));
      }
      JsonNode verdicts = summary.path("byVerdict");
      boolean isScored = verdicts.has("NORMAL") || verdicts.has("ABNORMAL");
      if (!isScored && summary.path("learning").path("overlapsInput").asBoolean()) {
        out.printf("%n%s%n", OVERLAP);
      }
      out.printf("%nThe results are in %s.%n", directory);
    } catch (IOException e) {
      throw new UserException("The results in " + directory + " cannot be read: " + e, e);
    }
  }

  private static void printCounts(JsonNode summary, PrintWriter out) {
    List<List<String>> rows = new ArrayList<>();
    summary
        .fields()
        .forEachRemaining(field -> rows.add(List.of(field.getKey(), text(field.getValue()))));
    Table.render(List.of(Column.text("summary"), Column.text("")), rows, Integer.MAX_VALUE)
        .forEach(out::println);
  }

  private static String text(JsonNode value) {
    if (value.isIntegralNumber()) {
      return String.format(Locale.ROOT, "%,d", value.asLong());
    }
    if (value.isNumber()) {
      return String.format(Locale.ROOT, "%,.1f", value.asDouble());
    }
    return value.isValueNode() ? value.asText() : value.toString();
  }

  /** How much could not be used, and what was wrong most often. */
  private static String deadLetters(ObjectMapper json, JsonNode summary, Path file)
      throws IOException {
    Map<String, Integer> counts = new HashMap<>();
    Map<String, String> examples = new HashMap<>();
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode letter = json.readTree(line);
        String errorClass = letter.path("errorClass").asText();
        counts.merge(errorClass, 1, Integer::sum);
        examples.putIfAbsent(errorClass, letter.path("message").asText());
      }
    }
    String most = Collections.max(counts.entrySet(), Map.Entry.comparingByValue()).getKey();
    return String.format(
        Locale.ROOT,
        "%,d of %,d records could not be used; %,d of them %s, such as: %s%nAll of them are in %s,"
            + " with what was wrong.",
        summary.path("deadLettered").asLong(),
        summary.path("read").asLong(),
        counts.get(most),
        most,
        examples.get(most),
        file);
  }

  private static List<JsonNode> highest(ObjectMapper json, Path alarms) throws IOException {
    PriorityQueue<JsonNode> highest = new PriorityQueue<>(BY_SCORE);
    try (BufferedReader lines = Files.newBufferedReader(alarms)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        highest.add(json.readTree(line));
        if (highest.size() > HIGHEST) {
          highest.poll();
        }
      }
    }
    return highest.stream().sorted(BY_SCORE.reversed()).toList();
  }

  /** The verdict says whether it is that of a process or of the population. */
  private static String score(JsonNode alarm) {
    JsonNode score = alarm.hasNonNull("score") ? alarm.get("score") : alarm.path("populationScore");
    return score.isNumber() ? String.format(Locale.ROOT, "%.1f", score.asDouble()) : "-";
  }

  private static List<String> row(JsonNode alarm) {
    return List.of(
        score(alarm),
        alarm.path("verdict").asText(),
        alarm.path("host").asText(),
        alarm.path("processName").asText(),
        Deed.of(alarm.path("explanation").asText(), alarm.path("host").asText()));
  }
}
