package io.holoward.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holoward.backtest.evaluation.AssessmentFiles;
import io.holoward.backtest.evaluation.Labelling;
import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.Sensor;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.telemetry.simulator.SysmonJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes without an intended state, through the whole topology. */
class PopulationBacktestTest {

  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final String NEWCOMER = "C:\\Users\\ada\\Downloads\\newcomer.exe";

  private static final String NEW_TO_THE_ORGANISATION =
      "nobody in the organisation ran this program on the network before";

  @TempDir static Path directory;

  private static Path office;

  /** An ordinary office for four days; on the second one somebody begins to run a download. */
  @BeforeAll
  static void record() throws Exception {
    List<ConnectionEvent> events = new ArrayList<>();
    for (int hour = 0; hour < 96; hour++) {
      for (int host = 0; host < 6; host++) {
        events.add(event(hour, host, "C:\\Windows\\System32\\svchost.exe", "NT AUTHORITY\\SYSTEM"));
        events.add(event(hour, host, "C:\\Program Files\\Mail\\mail.exe", "CORP\\user" + host));
        if (hour >= 30 && host < 3) {
          events.add(event(hour, host, NEWCOMER, "CORP\\user" + host));
        }
      }
    }
    office =
        RecordedFleet.write(
            directory.resolve("office.jsonl"), events.stream().map(SysmonJson::write).toList());
  }

  private static ConnectionEvent event(int hour, int host, String image, String user) {
    return new ConnectionEvent(
        "acme",
        "ws-" + host,
        START.plus(Duration.ofHours(hour)).plusSeconds(10L * host).toEpochMilli(),
        new ProcessReference(null, 100 + host, image, user, null, null),
        Sensor.SYSMON,
        Protocol.TCP,
        Direction.OUT,
        ConnectionEvent.Ends.SOURCE_DESTINATION,
        new Endpoint("10.0.0." + (10 + host), 50_000 + hour),
        new Endpoint("10.1.0.9", 443),
        false,
        new SourcePosition("office", hour));
  }

  private static List<JsonNode> unmodelled(Path out) throws Exception {
    return RecordedFleet.alarms(out).stream()
        .filter(alarm -> alarm.get("verdict").asText().equals("UNMODELLED"))
        .toList();
  }

  private static Path run(String name, int parallelism, String... more) throws Exception {
    List<String> rules =
        new ArrayList<>(
            List.of(
                "population.ready-at=2026-01-06T00:00:00Z",
                "population.min-records=50",
                "promotion.min-age=1 d",
                "promotion.min-records=20",
                "alarm.raise=every"));
    rules.addAll(List.of(more));
    Path out = directory.resolve(name);
    Backtest.run(
        new BacktestPlan(
            Optional.empty(),
            RecordedFleet.telemetry(office),
            Configuration.of(rules.toArray(String[]::new)),
            parallelism,
            out,
            Optional.empty(),
            List.of(),
            new Labelling(Optional.empty(), List.of(), true)),
        BacktestProgress.NONE);
    return out;
  }

  @Test
  void aProcessThatBecomesKnownMovesOverByItself() throws Exception {
    Path out = run("moves", 2);
    List<JsonNode> newcomer =
        RecordedFleet.alarms(out).stream()
            .filter(alarm -> alarm.get("image").asText().equals(NEWCOMER))
            .toList();

    assertThat(newcomer.get(0).get("verdict").asText()).isEqualTo("UNMODELLED");
    assertThat(newcomer.get(0).get("populationScore").asDouble()).isGreaterThan(50);
    assertThat(newcomer.get(0).get("score").isNull()).isTrue();
    assertThat(newcomer.get(0).get("severity").asText()).isIn("MEDIUM", "HIGH");
    assertThat(newcomer.get(0).get("explanation").asText())
        .contains("none of ", " records of the organisation run from a user-writable folder");
    JsonNode last = newcomer.get(newcomer.size() - 1);
    assertThat(last.get("verdict").asText()).isEqualTo("NORMAL");
    assertThat(last.get("populationScore").isNull()).isTrue();
    assertThat(last.get("score").isNumber()).isTrue();
  }

  @Test
  void atAnyParallelismEachHasTheSamePopulationScore() throws Exception {
    Path one = run("one", 1);
    Path two = run("two", 2);

    assertThat(unmodelled(one))
        .isNotEmpty()
        .allMatch(each -> each.get("populationScore").isNumber());
    assertThat(RecordedFleet.judgements(two)).isEqualTo(RecordedFleet.judgements(one));
    assertThat(two.resolve(ResultFiles.POPULATIONS))
        .hasSameTextualContentAs(one.resolve(ResultFiles.POPULATIONS));
    assertThat(RecordedFleet.records(two, AssessmentFiles.ASSESSMENTS))
        .containsExactlyInAnyOrderElementsOf(
            RecordedFleet.records(one, AssessmentFiles.ASSESSMENTS))
        .anyMatch(each -> each.get("populationScore").isNumber());
  }

  @Test
  void anotherPopulationChangesNoUid() throws Exception {
    Path with = run("with", 2);
    Path without = run("without", 2, "population.min-records=1000000");

    assertThat(unmodelled(without))
        .isNotEmpty()
        .allMatch(each -> each.get("populationScore").isNull());
    assertThat(RecordedFleet.alarms(without))
        .extracting(each -> each.get("uid").asText())
        .containsExactlyElementsOf(
            RecordedFleet.alarms(with).stream().map(each -> each.get("uid").asText()).toList());
  }

  @Test
  void whatALearningPassSealedIsWhatTheNextPassComparesWith() throws Exception {
    List<String> lines = Files.readAllLines(office);
    Path quiet =
        RecordedFleet.write(
            directory.resolve("quiet.jsonl"),
            lines.stream().filter(line -> !line.contains("newcomer")).toList());
    Path out = directory.resolve("learned");

    RecordedFleet.run(RecordedFleet.telemetry(quiet), RecordedFleet.telemetry(office), 2, out);

    JsonNode models = new ObjectMapper().readTree(out.resolve(ResultFiles.POPULATIONS).toFile());
    assertThat(models).hasSize(1);
    assertThat(models.get(0).get("organisation").asText()).isEqualTo("acme");
    assertThat(models.get(0).get("records").asInt()).isEqualTo(2 * 6 * 96);
    assertThat(models.get(0).get("processes")).hasSize(2);
    assertThat(unmodelled(out))
        .isNotEmpty()
        .allMatch(each -> each.get("image").asText().equals(NEWCOMER))
        .allMatch(each -> each.get("explanation").asText().contains(NEW_TO_THE_ORGANISATION))
        .allMatch(each -> each.get("populationScore").asDouble() > 50);
  }
}
