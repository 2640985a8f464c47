package io.holoward.backtest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.holoward.backtest.replay.ReplayOutput;
import io.holoward.backtest.spool.Frame;
import io.holoward.backtest.spool.SpoolReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The files a backtest leaves. */
public final class ResultFiles {

  /** One JSON object a line: each finding once, with the counts of its closing update. */
  public static final String SCORED_ALARMS = "scored-alarms.jsonl";

  /** A JSON array: the intended states of each process that was sealed, as they last were. */
  public static final String INTENDED_STATES = "intended-states.json";

  /** A JSON array: how the connections of each organisation come about, as last sealed. */
  public static final String POPULATIONS = "populations.json";

  /** One JSON object a line: every flow, with what is anomalous about it and where it stood. */
  public static final String ANNOTATED_FLOWS = "annotated-flows.jsonl";

  /** One JSON object a line: what to do about the alarms, by the configured rules. */
  public static final String RESPONSES = "responses.jsonl";

  /** One JSON object a line: proposed exceptions for applications on ports not their own. */
  public static final String PORT_EXCEPTIONS = "port-exceptions.jsonl";

  /** A JSON array: which services of each remote network are used, as they last were. */
  public static final String ADDRESS_HISTORY = "address-history.json";

  /** One JSON object a line: each record that could not be used. */
  public static final String DEAD_LETTERS = "dead-letters.jsonl";

  /** One JSON object a line: how the discovery of each process came on, by event time. */
  public static final String PROGRESS = "progress.jsonl";

  /** YAML: the effective configuration. */
  public static final String CONFIGURATION = "configuration.yaml";

  /** One JSON object: how the results were made; a {@link RunRecord}. */
  public static final String RUN = "run.json";

  /** One JSON object: the counts. */
  public static final String SUMMARY = "summary.json";

  private static final JsonFactory JSON = new JsonFactory();

  private ResultFiles() {}

  /**
   * What the alarm file holds.
   *
   * @param count alarms in all
   * @param byVerdict alarms by verdict
   */
  public record Alarms(long count, Map<String, Long> byVerdict) {}

  /** Writes the alarms, updates folded into the alarm they belong to. */
  static Alarms scoredAlarms(ReplayOutput output, Path file) throws IOException {
    Map<String, Long> byVerdict = new TreeMap<>();
    Map<Uid, Long> updates = updates(output);
    long count = 0;
    try (SpoolReader frames = output.scoredAlarms();
        BufferedWriter out = Files.newBufferedWriter(file)) {
      Frame last = frames.hasNext() ? frames.next() : null;
      while (last != null) {
        Frame next = frames.hasNext() ? frames.next() : null;
        boolean isLast = next == null || Frame.ORDER.compare(last, next) != 0;
        if (isLast && updates.getOrDefault(Uid.of(last), last.time()) == last.time()) {
          byVerdict.merge(text(last.payload(), "verdict"), 1L, Long::sum);
          count++;
          line(last, out);
        }
        last = next;
      }
    }
    return new Alarms(count, byVerdict);
  }

  /** What the frame of a finding is about. */
  private record Uid(long major, long minor) {
    static Uid of(Frame frame) {
      return new Uid(frame.major(), frame.minor());
    }
  }

  /**
   * The event time of each closing update: it may tell of an earlier connection than the finding
   * did when it was raised, and stands for it all the same. Memory grows with the updates, by some
   * hundred bytes each.
   */
  private static Map<Uid, Long> updates(ReplayOutput output) throws IOException {
    Map<Uid, Long> updates = new HashMap<>();
    try (SpoolReader frames = output.scoredAlarms()) {
      while (frames.hasNext()) {
        Frame frame = frames.next();
        if (text(frame.payload(), "update").equals("true")) {
          updates.put(Uid.of(frame), frame.time());
        }
      }
    }
    return updates;
  }

  /** Writes the intended states, the last snapshot of each process. */
  static void intendedStates(ReplayOutput output, Path file) throws IOException {
    lastOfEach(output.intendedStates(), json -> text(json, "processId"), file);
  }

  /** Writes the address histories, the last snapshot of each network. */
  static void addressHistories(ReplayOutput output, Path file) throws IOException {
    lastOfEach(
        output.addressHistories(),
        json -> text(json, "organisation") + '|' + text(json, "network"),
        file);
  }

  /** Writes the models of populations, the last of each organisation. */
  static void populations(ReplayOutput output, Path file) throws IOException {
    lastOfEach(output.populations(), json -> text(json, "organisation"), file);
  }

  /** Writes the last record of each key as a JSON array, by key, and closes the spool. */
  private static void lastOfEach(SpoolReader records, Key key, Path file) throws IOException {
    Map<String, Frame> last = new TreeMap<>();
    try (SpoolReader frames = records) {
      while (frames.hasNext()) {
        Frame frame = frames.next();
        last.put(key.of(frame.payload()), frame);
      }
    }
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("[");
      String separator = "\n";
      for (Frame frame : last.values()) {
        out.write(separator);
        out.write(new String(frame.payload(), StandardCharsets.UTF_8));
        separator = ",\n";
      }
      out.write("\n]\n");
    }
  }

  /** What a record is about. */
  private interface Key {
    String of(byte[] json) throws IOException;
  }

  /** Where each process stood at the end, by its id. */
  static Map<String, String> phases(ReplayOutput output) throws IOException {
    Map<String, String> phases = new TreeMap<>();
    try (SpoolReader frames = output.progress()) {
      while (frames.hasNext()) {
        byte[] json = frames.next().payload();
        phases.put(text(json, "processId"), text(json, "phase"));
      }
    }
    return phases;
  }

  /** Writes all records of a spool, one a line, and closes it. */
  static void lines(SpoolReader records, Path file) throws IOException {
    try (SpoolReader frames = records;
        BufferedWriter out = Files.newBufferedWriter(file)) {
      while (frames.hasNext()) {
        line(frames.next(), out);
      }
    }
  }

  private static void line(Frame frame, BufferedWriter out) throws IOException {
    out.write(new String(frame.payload(), StandardCharsets.UTF_8));
    out.newLine();
  }

  /** A field of the outermost object. */
  private static String text(byte[] json, String field) throws IOException {
    try (JsonParser parser = JSON.createParser(json)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (name.equals(field)) {
          return parser.getText();
        }
        parser.skipChildren();
      }
    }
    throw new IOException("no field " + field + " in a record of this job's own");
  }
}
