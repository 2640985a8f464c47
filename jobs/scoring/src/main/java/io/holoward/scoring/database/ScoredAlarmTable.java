package io.holoward.scoring.database;

import io.holoward.schema.ScoredAlarm;
import io.holoward.scoring.codec.RecordJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The table of scored alarms: how it is made, and how a row is written. */
final class ScoredAlarmTable {

  /** What an ordered index surely takes; the record itself has all of it. */
  private static final int MAX_ORGANISATION = 200;

  private static final List<Column> COLUMNS =
      List.of(
          text("uid", ScoredAlarm::getUid),
          text("organisation", alarm -> cut(alarm.getOrganisation())),
          text("host", ScoredAlarm::getHost),
          text("process_id", ScoredAlarm::getProcessId),
          text("process_name", ScoredAlarm::getProcessName),
          text("detector", ScoredAlarm::getDetector),
          text("verdict", alarm -> alarm.getVerdict().name()),
          text("severity", alarm -> alarm.getSeverity().name()),
          number("score", Types.DOUBLE, ScoredAlarm::getScore),
          number("outlier_factor", Types.DOUBLE, ScoredAlarm::getOutlierFactor),
          number("threshold", Types.DOUBLE, ScoredAlarm::getThreshold),
          number("model_version", Types.INTEGER, ScoredAlarm::getModelVersion),
          time("event_time", ScoredAlarm::getEventTime),
          time("first_seen", ScoredAlarm::getFirstSeen),
          time("last_seen", ScoredAlarm::getLastSeen),
          number("connection_count", Types.BIGINT, ScoredAlarm::getConnectionCount),
          texts("features", ScoredAlarm::getFeatures),
          texts("techniques", ScoredAlarm::getTechniques),
          text("explanation", ScoredAlarm::getExplanation),
          new Column(
              "record",
              "?::jsonb",
              (statement, index, alarm) ->
                  statement.setString(index, StorableText.ofJson(RecordJson.write(alarm)))));

  private final String name;

  /** A column and how it is written. */
  private record Column(String name, String placeholder, Binding binding) {}

  private interface Binding {
    void bind(PreparedStatement statement, int index, ScoredAlarm alarm) throws SQLException;
  }

  /**
   * @param name of the table, with or without its schema
   */
  ScoredAlarmTable(String name) {
    this.name = name;
  }

  /** The statements that create the table and its indexes where they do not exist. */
  String definition() {
    try (InputStream resource = ScoredAlarmTable.class.getResourceAsStream("schema.sql")) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8)
          .replace("${table}", quoted())
          .replace("${name}", name.substring(name.indexOf('.') + 1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The statement that writes a row. What is known of a uid only grows, so a record that tells of
   * fewer connections is an older one, told again after a failure: it changes nothing.
   */
  String upsert() {
    return upsert(Column::placeholder);
  }

  /** A statement that changes nothing, and fails where {@link #upsert} would for every row. */
  String rehearsal() {
    return "EXPLAIN " + upsert(column -> column.placeholder().replace("?", "NULL"));
  }

  private String upsert(Function<Column, String> value) {
    return """
        INSERT INTO %s AS stored (%s) VALUES (%s)
        ON CONFLICT (uid) DO UPDATE SET %s
        WHERE (stored.connection_count, stored.last_seen)
           <= (excluded.connection_count, excluded.last_seen)"""
        .formatted(
            quoted(),
            joined(Column::name),
            joined(value),
            joined(column -> column.name() + " = excluded." + column.name()));
  }

  private static String joined(Function<Column, String> part) {
    return COLUMNS.stream().map(part).collect(Collectors.joining(", "));
  }

  /** Each part in quotes: a name may be a word of SQL. */
  private String quoted() {
    return '"' + name.replace(".", "\".\"") + '"';
  }

  /** Fills in {@link #upsert}. */
  static void bind(PreparedStatement statement, ScoredAlarm alarm) throws SQLException {
    for (int i = 0; i < COLUMNS.size(); i++) {
      COLUMNS.get(i).binding().bind(statement, i + 1, alarm);
    }
  }

  private static Column text(String name, Function<ScoredAlarm, String> part) {
    return new Column(
        name,
        "?",
        (statement, index, alarm) ->
            statement.setString(index, StorableText.of(part.apply(alarm))));
  }

  private static Column number(String name, int type, Function<ScoredAlarm, Number> part) {
    return new Column(
        name,
        "?",
        (statement, index, alarm) -> statement.setObject(index, part.apply(alarm), type));
  }

  private static Column time(String name, Function<ScoredAlarm, Instant> part) {
    return new Column(
        name,
        "?",
        (statement, index, alarm) ->
            statement.setObject(index, part.apply(alarm).atOffset(ZoneOffset.UTC)));
  }

  private static Column texts(String name, Function<ScoredAlarm, List<String>> part) {
    return new Column(
        name,
        "?",
        (statement, index, alarm) ->
            statement.setArray(
                index,
                statement
                    .getConnection()
                    .createArrayOf(
                        "text", part.apply(alarm).stream().map(StorableText::of).toArray())));
  }

  private static String cut(String organisation) {
    return organisation.length() <= MAX_ORGANISATION
        ? organisation
        : organisation.substring(0, MAX_ORGANISATION);
  }
}
