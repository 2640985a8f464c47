package io.holoward.detection.configuration;

import static io.holoward.detection.configuration.PropertyTypes.SECRET;
import static io.holoward.detection.configuration.ValueTypes.SWITCH;
import static io.holoward.detection.configuration.ValueTypes.TEXT;
import static io.holoward.detection.configuration.ValueTypes.choice;
import static io.holoward.detection.configuration.ValueTypes.matching;

import io.holoward.detection.configuration.ArchiveSettings.Codec;
import java.util.List;
import java.util.regex.Pattern;

/** The keys of where the job keeps what it read and found, beside its topics. */
final class StorageKeys {

  /**
   * No password where people share it. Statements that are folded into one may not name a uid
   * twice, so the driver must not fold them.
   */
  static final ValueType<String> POSTGRESQL_URL =
      matching(
          Pattern.compile(
              "jdbc:postgresql:(?!//[^/?]*@)(?!.*(?i:[?&](password|user|sslpassword|reWriteBatchedInserts)=))\\S+"),
          "jdbc:postgresql://host:5432/database, without user, password and reWriteBatchedInserts");

  /** Short enough for the names of its indexes, and nothing that has to be escaped. */
  private static final ValueType<String> TABLE =
      matching(
          Pattern.compile("([a-z_][a-z0-9_]{0,62}\\.)?[a-z_][a-z0-9_]{0,39}"),
          "up to 40 of a–z, 0–9 and _; a schema and a dot may stand before them");

  private StorageKeys() {}

  static final List<ConfigurationKey<?>> ALL =
      List.of(
          key(
              "archive.directory",
              TEXT,
              null,
              "Folder of the archive, as a URI (file:///…, s3a://…). The job writes Avro files below"
                  + " it, a folder each for organisation and day of the event (UTC). Not set: no"
                  + " archive."),
          key(
              "archive.inputs",
              SWITCH,
              "true",
              "Keep what was read and understood, with its position: what a backtest reads again."),
          key(
              "archive.alarms",
              SWITCH,
              "true",
              "Keep the alarms as they were before scoring: without verdict and score."),
          key(
              "archive.scored-alarms",
              SWITCH,
              "true",
              "Keep the scored alarms, as first raised and as closed."),
          key("archive.codec", choice(Codec.class), "zstandard", "Compression of the files."),
          key(
              "database.url",
              POSTGRESQL_URL,
              null,
              "PostgreSQL database that scored alarms also go to, one row a uid. Not set: none."),
          key("database.user", TEXT, null, "User of the database."),
          key("database.password", SECRET, null, "Password of that user."),
          key(
              "database.table",
              TABLE,
              "scored_alarms",
              "The table; \"holoward database create\" creates it."));

  private static <T> ConfigurationKey<T> key(
      String path, ValueType<T> type, String defaultText, String documentation) {
    return new ConfigurationKey<>(path, type, defaultText, documentation);
  }
}
