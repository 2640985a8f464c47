package io.holoward.scoring.database;

import io.holoward.detection.configuration.ConfigurationException;
import io.holoward.detection.configuration.DatabaseSettings;
import io.holoward.detection.finding.Finding;
import io.holoward.scoring.codec.FindingMapping;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.apache.flink.connector.jdbc.JdbcExecutionOptions;
import org.apache.flink.connector.jdbc.core.datastream.sink.JdbcSink;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * The PostgreSQL database that scored alarms go to. Each is written at least once and replaces what
 * an earlier record said of its uid, so that the table is the same however often a job started
 * again.
 */
public final class AlarmDatabase {

  private static final int BATCH = 500;
  private static final Duration BATCH_INTERVAL = Duration.ofSeconds(1);
  private static final int RETRIES = 3;

  private final DatabaseSettings settings;
  private final ScoredAlarmTable table;

  /**
   * @param settings of a database that is on, but for {@link #definition}
   */
  public AlarmDatabase(DatabaseSettings settings) {
    this.settings = settings;
    this.table = new ScoredAlarmTable(settings.table());
  }

  /** The statements that create the table and its indexes where they do not exist. */
  public String definition() {
    return table.definition();
  }

  /**
   * Creates the table and its indexes where they do not exist.
   *
   * @throws ConfigurationException if the database cannot be reached or refuses, or a table of the
   *     name is there that is another one
   */
  public void create() {
    execute(table.definition());
    check();
  }

  /**
   * Makes sure that scored alarms can be written before the job starts.
   *
   * @throws ConfigurationException if they cannot; says what to do
   */
  public void check() {
    execute(table.rehearsal());
  }

  /** Writes findings and their updates, those of one uid in their order. */
  public void findings(DataStream<Finding> findings) {
    JdbcSink<Finding> sink =
        JdbcSink.<Finding>builder()
            .withQueryStatement(
                table.upsert(),
                (statement, finding) ->
                    ScoredAlarmTable.bind(statement, FindingMapping.toRecord(finding)))
            .withExecutionOptions(
                JdbcExecutionOptions.builder()
                    .withBatchSize(BATCH)
                    .withBatchIntervalMs(BATCH_INTERVAL.toMillis())
                    .withMaxRetries(RETRIES)
                    .build())
            .buildAtLeastOnce(new DatabaseConnection(settings));
    findings.sinkTo(sink).name("database-scored-alarms").uid("database-scored-alarms");
  }

  /** All statements, or none of them. */
  private void execute(String statements) {
    try (DatabaseConnection database = new DatabaseConnection(settings)) {
      Connection connection = database.getOrEstablishConnection();
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute(statements);
      }
      connection.commit();
    } catch (SQLException e) {
      throw new ConfigurationException(advice(e));
    }
  }

  private String advice(SQLException failure) {
    String state = failure.getSQLState() == null ? "" : failure.getSQLState();
    String said = failure.getMessage().lines().findFirst().orElse("");
    return switch (state) {
      case "28P01", "28000" ->
          "database.user, database.password: %s refuses them (%s); correct them"
              .formatted(settings.url(), said);
      case "3D000" ->
          "database.url: no such database (%s); create it, or correct the URL".formatted(said);
      case "3F000" ->
          "database.table: no such schema (%s); create it by CREATE SCHEMA, or correct the name"
              .formatted(said);
      case "42P01" ->
          "database.table: there is no table %s in %s; create it: holoward database create --config FILE"
              .formatted(settings.table(), settings.url());
      case "42703", "42P10", "42804" ->
          "database.table: the table %s is not as this version needs it (%s); name another one and create it: holoward database create --config FILE"
              .formatted(settings.table(), said);
      case "42501" ->
          "database.user: may not do this (%s); the job needs SELECT, INSERT and UPDATE on %s, its creation CREATE on the schema"
              .formatted(said, settings.table());
      default ->
          "database.url: %s cannot be used (%s); see that PostgreSQL runs there and takes connections from here"
              .formatted(settings.url(), said);
    };
  }
}
