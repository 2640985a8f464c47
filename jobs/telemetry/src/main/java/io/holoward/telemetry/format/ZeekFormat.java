package io.holoward.telemetry.format;

import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.Volume;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * Zeek's conn.log, as tab-separated text with {@code #fields} or as JSON objects, in whose names a
 * point may be an underscore ({@code id.orig_h}, {@code id_orig_h}). {@code service} is the
 * application, several as Zeek lists them ({@code krb,smb,gssapi}). Zeek names no host: the host's
 * end is told by {@link HostSide}.
 */
final class ZeekFormat extends FlowFormat {

  static final String NAME = "zeek";

  private static final String STREAM = "conn";

  /** The columns of Zeek's own conn.log, for lines before which no header was seen. */
  private static final List<String> USUAL_COLUMNS =
      List.of(
          "ts",
          "uid",
          "id.orig_h",
          "id.orig_p",
          "id.resp_h",
          "id.resp_p",
          "proto",
          "service",
          "duration",
          "orig_bytes",
          "resp_bytes",
          "conn_state",
          "local_orig",
          "local_resp",
          "missed_bytes",
          "history",
          "orig_pkts",
          "orig_ip_bytes",
          "resp_pkts",
          "resp_ip_bytes",
          "tunnel_parents");

  private static final String ORIGINATOR = "id.orig_h";
  private static final String ORIGINATOR_PORT = "id.orig_p";
  private static final String RESPONDER = "id.resp_h";
  private static final String RESPONDER_PORT = "id.resp_p";

  /** Below, seconds count from the begin of a capture: a clock of 1973 is nobody's. */
  private static final long RELATIVE = 100_000_000_000L;

  private static final Set<String> JSON_FIELDS =
      Set.of(
          "@stream",
          "_path",
          "ts",
          "proto",
          "service",
          "duration",
          "orig_bytes",
          "resp_bytes",
          "orig_pkts",
          "resp_pkts",
          ORIGINATOR,
          ORIGINATOR_PORT,
          RESPONDER,
          RESPONDER_PORT,
          underscored(ORIGINATOR),
          underscored(ORIGINATOR_PORT),
          underscored(RESPONDER),
          underscored(RESPONDER_PORT));

  private final JsonTexts json = new JsonTexts(JSON_FIELDS);
  private final NamedTexts eitherSpelling =
      name -> {
        String text = json.get(name);
        return text == null && name.startsWith("id.") ? json.get(underscored(name)) : text;
      };
  private DelimitedText columns;
  private final NamedTexts setColumns = name -> withoutMarks(columns.get(name));
  private String unset;
  private String empty;
  private char separator;
  private String stream;
  private long opened;

  ZeekFormat() {
    super(NAME);
    startLog();
  }

  private static String underscored(String name) {
    return name.replace('.', '_');
  }

  /** Forgets the header of the log before. */
  private void startLog() {
    separator = '\t';
    unset = "-";
    empty = "(empty)";
    stream = STREAM;
    opened = Timestamps.UNREADABLE;
    columns = DelimitedText.separatedBy(separator);
    columns.name(USUAL_COLUMNS);
  }

  @Override
  Reading readRecord(byte[] record, int offset, int length, ReadContext context) {
    if (record[offset] == '{') {
      json.read(record, offset, length);
      return isConnection(json.get("@stream")) && isConnection(json.get("_path"))
          ? flow(eitherSpelling, Timestamps.UNREADABLE, context)
          : Reading.Ignored.STREAM;
    }
    String line = new String(record, offset, length, StandardCharsets.UTF_8);
    if (line.charAt(0) == '#') {
      takeHeader(line);
      return Reading.Ignored.HEADER;
    }
    if (!isConnection(stream)) {
      return Reading.Ignored.STREAM;
    }
    columns.take(line);
    return flow(setColumns, opened, context);
  }

  private static boolean isConnection(String name) {
    return name == null || name.equals(STREAM);
  }

  private void takeHeader(String line) {
    if (line.startsWith("#separator")) {
      startLog();
      separator = separator(line.substring("#separator".length()).strip());
      return;
    }
    int end = line.indexOf(separator);
    if (end < 0) {
      return;
    }
    String value = line.substring(end + 1);
    switch (line.substring(0, end)) {
      case "#fields" -> {
        columns = DelimitedText.separatedBy(separator);
        columns.name(value);
      }
      case "#unset_field" -> unset = value;
      case "#empty_field" -> empty = value;
      case "#path" -> stream = value;
      case "#open" -> opened = openTime(value);
      default -> {
        // Types, the separator of sets and the time of closing change nothing that is read.
      }
    }
  }

  /** A character itself, or {@code \x09}. */
  private static char separator(String text) {
    if (text.startsWith("\\x") && text.length() == 4) {
      int high = Character.digit(text.charAt(2), 16);
      int low = Character.digit(text.charAt(3), 16);
      return high < 0 || low < 0 ? '\t' : (char) (high * 16 + low);
    }
    return text.length() == 1 ? text.charAt(0) : '\t';
  }

  /** {@code 2017-03-08-13-47-04}; a header does not tell the zone, UTC is what servers run on. */
  private static long openTime(String text) {
    if (text.length() != 19) {
      return Timestamps.UNREADABLE;
    }
    String time = text.substring(11).replace('-', ':');
    return Timestamps.parse(text.substring(0, 10) + 'T' + time, true);
  }

  private String withoutMarks(String text) {
    return text == null || text.equals(unset) || text.equals(empty) ? null : text;
  }

  private Reading flow(NamedTexts fields, long open, ReadContext context) {
    FlowDraft flow = new FlowDraft(context);
    Protocol protocol = FieldValues.protocol("proto", fields.require("proto"));
    flow.seenOnTheNetwork(
        new NetworkFlow(
            protocol,
            end(fields, protocol, ORIGINATOR, ORIGINATOR_PORT),
            end(fields, protocol, RESPONDER, RESPONDER_PORT),
            new Volume(
                Quantities.count(fields, "orig_bytes"),
                Quantities.count(fields, "resp_bytes"),
                Quantities.count(fields, "orig_pkts"),
                Quantities.count(fields, "resp_pkts"))));
    flow.interval(start(fields, open), Quantities.seconds(fields, "duration"));
    flow.application(fields.get("service"));
    return flow.event();
  }

  /**
   * A log of a capture whose clock began at nought has relative times; then only the header knows
   * the date, and the flows keep their distances from each other and count from when the log was
   * opened.
   */
  private static long start(NamedTexts fields, long open) {
    long time = Quantities.time("ts", fields.require("ts"));
    return time < RELATIVE && open != Timestamps.UNREADABLE ? open + time : time;
  }
}
