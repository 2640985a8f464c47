package io.holoward.scoring.database;

import io.holoward.detection.configuration.DatabaseSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.apache.flink.connector.jdbc.datasource.connections.JdbcConnectionProvider;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to the database, opened where it is used. The password is looked up then: it is
 * neither in the job's graph nor in its log.
 */
final class DatabaseConnection implements JdbcConnectionProvider {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseConnection.class);

  private static final int CONNECT_SECONDS = 10;

  /** Longer than any statement here takes: a connection that has died silently must be noticed. */
  private static final int ANSWER_SECONDS = 60;

  private static final int VALIDITY_SECONDS = 5;

  private final DatabaseSettings settings;
  private transient Connection connection;

  DatabaseConnection(DatabaseSettings settings) {
    this.settings = settings;
  }

  @Override
  public Connection getConnection() {
    return connection;
  }

  @Override
  public boolean isConnectionValid() throws SQLException {
    return connection != null && connection.isValid(VALIDITY_SECONDS);
  }

  @Override
  public Connection getOrEstablishConnection() throws SQLException {
    if (connection == null) {
      connection = open();
    }
    return connection;
  }

  private Connection open() throws SQLException {
    Properties properties = new Properties();
    PGProperty.APPLICATION_NAME.set(properties, "holoward");
    PGProperty.CONNECT_TIMEOUT.set(properties, CONNECT_SECONDS);
    PGProperty.SOCKET_TIMEOUT.set(properties, ANSWER_SECONDS);
    if (settings.user() != null) {
      PGProperty.USER.set(properties, settings.user());
    }
    if (settings.password() != null) {
      PGProperty.PASSWORD.set(properties, settings.password().resolve());
    }
    Connection opened = new Driver().connect(settings.url(), properties);
    if (opened == null) {
      throw new SQLException("not a URL of PostgreSQL: " + settings.url());
    }
    return opened;
  }

  @Override
  public Connection reestablishConnection() throws SQLException {
    closeConnection();
    return getOrEstablishConnection();
  }

  @Override
  public void closeConnection() {
    if (connection == null) {
      return;
    }
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.warn("the connection to the database did not close", e);
    }
    connection = null;
  }

  @Override
  public void close() {
    closeConnection();
  }
}
