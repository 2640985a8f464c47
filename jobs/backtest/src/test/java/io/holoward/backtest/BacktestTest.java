package io.holoward.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.holoward.telemetry.simulator.InjectedAttack;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole topology over a simulated fleet, in this process. */
class BacktestTest {

  @TempDir static Path directory;

  private static RecordedFleet fleet;
  private static Path learn;
  private static Path input;
  private static Path reference;
  private static BacktestSummary summary;

  @BeforeAll
  static void replay() throws Exception {
    fleet = RecordedFleet.simulate(42);
    learn = RecordedFleet.write(directory.resolve("learn.jsonl"), fleet.learn().lines());
    input = RecordedFleet.write(directory.resolve("input.jsonl"), fleet.input().lines());
    reference = directory.resolve("reference");
    summary =
        RecordedFleet.run(
            RecordedFleet.telemetry(learn), RecordedFleet.telemetry(input), 2, reference);
  }

  @Test
  void everyRecordIsAccountedFor() throws Exception {
    assertThat(summary.read()).isEqualTo(fleet.input().lines().size());
    assertThat(summary.learning().read()).isEqualTo(fleet.learn().lines().size());
    assertThat(summary.twins()).isPositive();
    assertThat(summary.late()).isZero();
    assertThat(summary.learning().overlapsInput()).isFalse();
    RecordedFleet.assertSums(summary);
    assertThat(RecordedFleet.alarms(reference)).hasSize((int) summary.alarms());
  }

  @Test
  void everyAttackIsFoundAndFewOtherThingsAre() throws Exception {
    List<JsonNode> alarms = RecordedFleet.alarms(reference);
    for (InjectedAttack attack : fleet.attacks()) {
      assertThat(alarms)
          .as(attack.name())
          .anyMatch(alarm -> belongs(alarm, attack) && !verdict(alarm).equals("NORMAL"));
    }
    assertThat(alarms)
        .filteredOn(alarm -> !verdict(alarm).equals("NORMAL"))
        .filteredOn(alarm -> fleet.attacks().stream().noneMatch(a -> belongs(alarm, a)))
        .as("found besides, of %d records", summary.records())
        .hasSizeLessThan(20);
  }

  private static boolean belongs(JsonNode alarm, InjectedAttack attack) {
    long time = eventTime(alarm).toEpochMilli();
    return alarm.get("host").asText().equals(attack.host())
        && alarm.get("image").asText().equalsIgnoreCase(attack.process())
        && time >= attack.start().toEpochMilli()
        && time <= attack.end().toEpochMilli();
  }

  private static Instant eventTime(JsonNode alarm) {
    return Instant.parse(alarm.get("eventTime").asText());
  }

  private static String verdict(JsonNode alarm) {
    return alarm.get("verdict").asText();
  }

  @Test
  void aProcessHasAnAlarmOnceAndItsSourceIsTheLine() throws Exception {
    List<JsonNode> alarms = RecordedFleet.alarms(reference);
    assertThat(alarms).extracting(alarm -> alarm.get("uid").asText()).doesNotHaveDuplicates();
    for (JsonNode alarm : alarms) {
      assertThat(alarm.get("source").get("name").asText()).isEqualTo("input.jsonl");
      int line = alarm.get("source").get("position").asInt();
      assertThat(fleet.input().lines().get(line - 1))
          .contains(eventTime(alarm).toString().substring(0, 19));
    }
  }

  @Test
  void aRunAgainGivesTheSameBytesButForTheTimeOfDetection() throws Exception {
    Path again = directory.resolve("again");
    RecordedFleet.run(RecordedFleet.telemetry(learn), RecordedFleet.telemetry(input), 2, again);
    assertThat(withoutDetectionTime(again)).isEqualTo(withoutDetectionTime(reference));
    assertThat(again.resolve(ResultFiles.INTENDED_STATES))
        .hasSameTextualContentAs(reference.resolve(ResultFiles.INTENDED_STATES));
  }

  private static List<String> withoutDetectionTime(Path out) throws IOException {
    return Files.readAllLines(out.resolve(ResultFiles.SCORED_ALARMS)).stream()
        .map(line -> line.replaceAll("\"detectionTime\":[^,]*,", ""))
        .toList();
  }

  @Test
  void parallelismAndTheCutAndOrderOfFilesChangeNothing() throws Exception {
    List<Path> parts = new ArrayList<>();
    int size = fleet.input().lines().size() / 3 + 1;
    for (int i = 2; i >= 0; i--) {
      int end = Math.min(fleet.input().lines().size(), (i + 1) * size);
      parts.add(
          RecordedFleet.write(
              directory.resolve("part-" + (2 - i) + ".jsonl"),
              fleet.input().lines().subList(i * size, end)));
    }
    Path cut = directory.resolve("cut");
    BacktestSummary other =
        RecordedFleet.run(
            RecordedFleet.telemetry(learn),
            RecordedFleet.telemetry(parts.toArray(Path[]::new)),
            1,
            cut);
    assertThat(RecordedFleet.judgements(cut)).isEqualTo(RecordedFleet.judgements(reference));
    assertThat(cut.resolve(ResultFiles.ADDRESS_HISTORY))
        .hasSameTextualContentAs(reference.resolve(ResultFiles.ADDRESS_HISTORY))
        .content()
        .contains("\"network\":\"10.20.8.0/24\"");
    assertThat(other.connections()).isEqualTo(summary.connections());
    assertThat(other.twins()).isEqualTo(summary.twins());
    assertThat(other.records()).isEqualTo(summary.records());
    assertThat(other.processes()).isEqualTo(summary.processes());
  }

  @Test
  void onePassThatSealsOnItsOwnIsDeterministicToo() throws Exception {
    String[] rules = {"promotion.min-age=12 h", "population.ready-at=2026-01-06T06:00:00Z"};
    Path one = directory.resolve("one-1");
    Path two = directory.resolve("one-2");
    BacktestSummary first =
        RecordedFleet.run(null, RecordedFleet.telemetry(learn, input), 1, one, rules);
    RecordedFleet.run(null, RecordedFleet.telemetry(input, learn), 2, two, rules);
    assertThat(first.protectedProcesses()).isPositive();
    assertThat(first.byVerdict()).containsKeys("ABNORMAL", "UNMODELLED");
    assertThat(RecordedFleet.judgements(two)).isEqualTo(RecordedFleet.judgements(one));
    for (String learned : List.of(ResultFiles.INTENDED_STATES, ResultFiles.ADDRESS_HISTORY)) {
      assertThat(two.resolve(learned)).hasSameTextualContentAs(one.resolve(learned));
    }
  }

  @Test
  void whatCannotBeReadIsADeadLetterAndTheRestIsReplayed() throws Exception {
    Path folder = Files.createDirectories(directory.resolve("hostile"));
    List<String> sound = fleet.input().lines().subList(0, 500);
    String absurd = sound.get(0).replaceAll("20[0-9]{2}-", "1601-");
    String future = sound.get(0).replaceAll("20[0-9]{2}-", "9998-");
    List<String> lines =
        Stream.of(List.of("{\"EventID\":", "not JSON", absurd, future, "[]"), sound)
            .flatMap(List::stream)
            .toList();
    RecordedFleet.write(folder.resolve("a.jsonl"), lines);
    byte[] whole = gzip(String.join("\n", sound) + "\n");
    Files.write(folder.resolve("b.jsonl.gz"), Arrays.copyOf(whole, whole.length / 2));

    Path out = directory.resolve("hostile-out");
    BacktestSummary hostile = RecordedFleet.run(null, RecordedFleet.telemetry(folder), 2, out);

    RecordedFleet.assertSums(hostile);
    assertThat(hostile.connections() + hostile.twins()).isPositive();
    List<String> letters = Files.readAllLines(out.resolve(ResultFiles.DEAD_LETTERS));
    assertThat(letters).hasSize((int) hostile.deadLettered());
    assertThat(letters).filteredOn(letter -> letter.contains("a.jsonl")).hasSize(5);
    assertThat(letters).anyMatch(letter -> letter.contains("event-ahead"));
    assertThat(letters).anyMatch(letter -> letter.contains("b.jsonl.gz"));
  }

  @Test
  void aRecordingOfOneHostIsReplayedByManySubtasks() throws Exception {
    String host = "\"Computer\":\"" + oneHost() + "\"";
    List<String> lines =
        fleet.input().lines().stream().filter(line -> line.contains(host)).toList();
    Path file = RecordedFleet.write(directory.resolve("one-host.jsonl"), lines);
    Path out = directory.resolve("one-host");

    BacktestSummary summary = RecordedFleet.run(null, RecordedFleet.telemetry(file), 4, out);

    assertThat(summary.read()).isEqualTo(lines.size()).isPositive();
    RecordedFleet.assertSums(summary);
  }

  private static String oneHost() {
    return fleet.attacks().get(0).host();
  }

  @Test
  void anInputWithoutRecordsHasAnEmptyResult() throws Exception {
    Path file = RecordedFleet.write(directory.resolve("empty.jsonl"), List.of());
    Path out = directory.resolve("empty");

    BacktestSummary summary = RecordedFleet.run(null, RecordedFleet.telemetry(file), 2, out);

    assertThat(summary.read()).isZero();
    assertThat(RecordedFleet.alarms(out)).isEmpty();
  }

  @Test
  void theWorkingFilesAreGoneAfterwards() throws Exception {
    try (Stream<Path> files = Files.list(reference)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              ResultFiles.SCORED_ALARMS,
              ResultFiles.ANNOTATED_FLOWS,
              ResultFiles.RESPONSES,
              ResultFiles.PORT_EXCEPTIONS,
              ResultFiles.INTENDED_STATES,
              ResultFiles.POPULATIONS,
              ResultFiles.ADDRESS_HISTORY,
              ResultFiles.PROGRESS,
              ResultFiles.DEAD_LETTERS,
              ResultFiles.RUN,
              ResultFiles.CONFIGURATION,
              ResultFiles.SUMMARY);
    }
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
