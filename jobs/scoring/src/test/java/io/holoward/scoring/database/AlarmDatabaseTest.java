package io.holoward.scoring.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.configuration.ConfigurationException;
import io.holoward.detection.configuration.DatabaseSettings;
import io.holoward.detection.finding.Activity;
import io.holoward.detection.finding.Actor;
import io.holoward.detection.finding.Finding;
import io.holoward.schema.ScoredAlarm;
import io.holoward.scoring.codec.FindingMapping;
import io.holoward.scoring.codec.Samples;
import io.holoward.scoring.job.EmbeddedFlink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlarmDatabaseTest {

  private static RealDatabase real;

  @TempDir Path directory;

  @BeforeAll
  static void start() throws Exception {
    real = RealDatabase.start();
  }

  @AfterAll
  static void stop() throws Exception {
    if (real != null) {
      real.close();
    }
  }

  @BeforeEach
  void forgetAll() throws SQLException {
    real.execute("DROP TABLE IF EXISTS scored_alarms");
  }

  private static DatabaseSettings settings(String... more) {
    String[] set =
        Arrays.copyOf(
            new String[] {"database.url='" + real.url() + "'", "database.user=postgres"},
            2 + more.length);
    System.arraycopy(more, 0, set, 2, more.length);
    return Configuration.of(set).database();
  }

  private static AlarmDatabase created() {
    AlarmDatabase database = new AlarmDatabase(settings());
    database.create();
    return database;
  }

  /** One job that writes findings in this order. */
  private void write(AlarmDatabase database, Finding... findings) throws Exception {
    try (EmbeddedFlink flink = EmbeddedFlink.bounded(1, directory)) {
      StreamExecutionEnvironment env = flink.environment();
      DataStream<Finding> stream =
          env.fromData(List.of(findings), TypeInformation.of(Finding.class)).uid("findings");
      database.findings(stream);
      env.execute();
    }
  }

  private static List<Map<String, Object>> rows() throws SQLException {
    return real.rows("SELECT * FROM scored_alarms ORDER BY uid");
  }

  private static Finding told(long connections, long lastSeen) {
    Finding finding = Samples.abnormal();
    Activity known = finding.activity();
    return finding.updatedWith(
        new Activity(
            known.features(),
            known.connections(),
            connections,
            1,
            known.blocked(),
            known.firstSeen(),
            lastSeen));
  }

  private static Finding by(String organisation, String processName, String commandLine) {
    Finding like = Samples.abnormal();
    Actor actor = like.actor();
    return new Finding(
        like.uid(),
        new Actor(
            organisation,
            actor.host(),
            actor.processId() + processName,
            processName,
            actor.instanceKey(),
            actor.pid(),
            actor.guid(),
            actor.image(),
            actor.user(),
            null,
            commandLine),
        like.detector(),
        like.externalAlarm(),
        null,
        like.verdict(),
        like.severity(),
        null,
        like.deviation(),
        like.baseline(),
        like.activity(),
        like.eventTime(),
        like.detectionTime(),
        like.techniques(),
        like.recommendation(),
        like.explanation() + processName,
        like.source(),
        false,
        false);
  }

  @Test
  void aRowSaysWhatTheScoredAlarmSays() throws Exception {
    write(created(), Samples.abnormal(), Samples.unmodelled());
    ScoredAlarm alarm = FindingMapping.toRecord(Samples.abnormal());
    List<Map<String, Object>> rows = rows();
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0))
        .containsEntry("uid", alarm.getUid())
        .containsEntry("organisation", "acme")
        .containsEntry("host", alarm.getHost())
        .containsEntry("process_id", alarm.getProcessId())
        .containsEntry("process_name", alarm.getProcessName())
        .containsEntry("detector", "external-alarm")
        .containsEntry("verdict", "ABNORMAL")
        .containsEntry("severity", "HIGH")
        .containsEntry("score", alarm.getScore())
        .containsEntry("outlier_factor", alarm.getOutlierFactor())
        .containsEntry("threshold", alarm.getThreshold())
        .containsEntry("model_version", alarm.getModelVersion())
        .containsEntry("connection_count", alarm.getConnectionCount())
        .containsEntry("explanation", alarm.getExplanation());
    assertThat(rows.get(1))
        .containsEntry("verdict", "UNMODELLED")
        .containsEntry("score", null)
        .containsEntry("model_version", null);
    assertThat(
            real.rows(
                    """
                    SELECT (extract(epoch FROM event_time) * 1000)::bigint AS event_time,
                      (extract(epoch FROM first_seen) * 1000)::bigint AS first_seen,
                      (extract(epoch FROM last_seen) * 1000)::bigint AS last_seen,
                      features[1] AS feature, techniques[1] AS technique,
                      record->'contributions'->0->>'feature' AS contributed
                    FROM scored_alarms WHERE verdict = 'ABNORMAL'""")
                .get(0))
        .containsEntry("event_time", alarm.getEventTime().toEpochMilli())
        .containsEntry("first_seen", alarm.getFirstSeen().toEpochMilli())
        .containsEntry("last_seen", alarm.getLastSeen().toEpochMilli())
        .containsEntry("feature", alarm.getFeatures().get(0))
        .containsEntry("technique", alarm.getTechniques().get(0))
        .containsEntry("contributed", alarm.getContributions().get(0).getFeature());
  }

  @Test
  void theClosingUpdateWinsAndWhatIsOlderChangesNothing() throws Exception {
    AlarmDatabase database = created();
    long last = Samples.abnormal().activity().lastSeen();
    write(database, told(7, last), told(90, last + 5_000));
    assertThat(rows())
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("connection_count", 90L));
    write(database, told(7, last), told(89, last + 9_000), told(90, last));
    assertThat(rows())
        .singleElement()
        .satisfies(
            row ->
                assertThat(row)
                    .containsEntry("connection_count", 90L)
                    .extractingByKey("record")
                    .asString()
                    .contains("\"connectionCount\": 90"));
    assertThat(
            real.rows(
                "SELECT (extract(epoch FROM last_seen) * 1000)::bigint AS last_seen FROM scored_alarms"))
        .containsExactly(Map.of("last_seen", last + 5_000));
  }

  @Test
  void charactersThatPostgresqlCannotStoreAreReplaced() throws Exception {
    String hostile = "a\0b\uD800c\\u0000d\uDE00'; DROP TABLE scored_alarms; --\uD83D\uDE00";
    String kept = "a\uFFFDb\uFFFDc\\u0000d\uFFFD'; DROP TABLE scored_alarms; --\uD83D\uDE00";
    write(created(), by("acme\0", hostile, hostile));
    assertThat(rows())
        .singleElement()
        .satisfies(
            row ->
                assertThat(row)
                    .containsEntry("organisation", "acme\uFFFD")
                    .containsEntry("process_name", kept));
    assertThat(real.rows("SELECT record->>'commandLine' AS line FROM scored_alarms"))
        .containsExactly(Map.of("line", kept));
  }

  @Test
  void textsLongerThanAnIndexTakesAreStored() throws Exception {
    StringBuilder noise = new StringBuilder();
    new Random(7).ints(100_000, 0x4E00, 0x9FFF).forEach(noise::appendCodePoint);
    write(created(), by(noise.toString(), noise.toString(), noise.toString()));
    assertThat(
            real.rows(
                "SELECT length(organisation) AS cut, length(record->>'organisation') AS whole FROM"
                    + " scored_alarms"))
        .containsExactly(Map.of("cut", 200, "whole", 100_000));
  }

  @Test
  void whatIsThereIsNotCreatedAgain() throws Exception {
    AlarmDatabase database = created();
    write(database, Samples.abnormal());
    database.create();
    assertThat(rows()).hasSize(1);
  }

  @Test
  void aMissingTableIsRefusedWithTheCommandThatCreatesIt() {
    assertThatThrownBy(() -> new AlarmDatabase(settings()).check())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("there is no table scored_alarms")
        .hasMessageContaining("holoward database create");
  }

  @Test
  void aTableOfAnotherShapeIsRefused() throws SQLException {
    real.execute("CREATE TABLE scored_alarms (uid text PRIMARY KEY)");
    assertThatThrownBy(() -> new AlarmDatabase(settings()).create())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("not as this version needs it");
  }

  @Test
  void aTableOutsideTheCommonSchemaMayHaveANameThatIsAWordOfSql() throws Exception {
    real.execute("DROP SCHEMA IF EXISTS \"select\" CASCADE");
    AlarmDatabase database = new AlarmDatabase(settings("database.table=select.table"));
    assertThatThrownBy(database::create).hasMessageContaining("CREATE SCHEMA");
    real.execute("CREATE SCHEMA \"select\"");
    database.create();
    write(database, Samples.abnormal());
    assertThat(real.rows("SELECT uid FROM \"select\".\"table\"")).hasSize(1);
  }

  @Test
  void aWrongPasswordIsRefusedWithoutBeingRepeated() throws IOException {
    assertThatThrownBy(() -> new AlarmDatabase(guarded("wrong")).check())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("database.password")
        .hasMessageNotContaining("wrong");
  }

  @Test
  void aUserWhoMayNotWriteIsRefused() throws Exception {
    created();
    real.execute("GRANT SELECT ON scored_alarms TO guarded");
    assertThatThrownBy(() -> new AlarmDatabase(guarded("right")).check())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("needs SELECT, INSERT and UPDATE");
    real.execute("GRANT INSERT, UPDATE ON scored_alarms TO guarded");
    new AlarmDatabase(guarded("right")).check();
  }

  @Test
  void aDatabaseThatDoesNotAnswerOrDoesNotExistIsRefused() {
    assertThatThrownBy(
            () ->
                new AlarmDatabase(settings("database.url='jdbc:postgresql://localhost:1/soc'"))
                    .check())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("see that PostgreSQL runs there");
    assertThatThrownBy(
            () ->
                new AlarmDatabase(
                        settings(
                            "database.url='" + real.url().replace("/postgres", "/nowhere") + "'"))
                    .check())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("no such database");
  }

  private DatabaseSettings guarded(String password) throws IOException {
    Path secret = Files.writeString(directory.resolve("password"), password + "\n");
    return settings("database.user=guarded", "database.password={file: '" + secret + "'}");
  }
}
