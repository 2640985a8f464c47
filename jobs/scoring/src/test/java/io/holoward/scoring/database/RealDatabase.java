package io.holoward.scoring.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** A PostgreSQL of its own, with a user {@code guarded} who has to tell a password. */
final class RealDatabase implements AutoCloseable {

  private final EmbeddedPostgres server;

  private RealDatabase(EmbeddedPostgres server) {
    this.server = server;
  }

  /** Starts it; a machine on which it does not start skips the tests. */
  static RealDatabase start() throws IOException, SQLException {
    EmbeddedPostgres server;
    try {
      server = EmbeddedPostgres.start();
    } catch (IOException | IllegalStateException e) {
      Assumptions.abort("PostgreSQL does not start on this machine: " + e.getMessage());
      throw e;
    }
    RealDatabase database = new RealDatabase(server);
    database.execute("CREATE ROLE guarded LOGIN PASSWORD 'right'");
    Path rules = Path.of((String) database.rows("SHOW hba_file").get(0).get("hba_file"));
    Files.writeString(rules, "host all guarded all scram-sha-256\n" + Files.readString(rules));
    assertThat(database.rows("SELECT pg_reload_conf() AS done").get(0)).containsEntry("done", true);
    return database;
  }

  String url() {
    return "jdbc:postgresql://localhost:%d/postgres".formatted(server.getPort());
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The rows of a query, by the names of columns. */
  List<Map<String, Object>> rows(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<Map<String, Object>> rows = new ArrayList<>();
      ResultSetMetaData columns = result.getMetaData();
      while (result.next()) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          row.put(columns.getColumnName(i), result.getObject(i));
        }
        rows.add(row);
      }
      return rows;
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(url(), "postgres", null);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
