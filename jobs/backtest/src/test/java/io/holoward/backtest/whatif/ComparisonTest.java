package io.holoward.backtest.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holoward.backtest.ResultFiles;
import io.holoward.schema.OrientedConnection;
import io.holoward.schema.ScoredAlarm;
import io.holoward.schema.Verdict;
import io.holoward.telemetry.input.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTest {

  private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void everyFindingIsGainedLostMovedOrTheSameAsTheDefinitionSays(long seed) throws IOException {
    Random random = new Random(seed);
    List<ScoredAlarm> inA = RecordedFindings.random(random, 300);
    List<ScoredAlarm> inB = RecordedFindings.random(random, 300);
    inB.addAll(inA.subList(0, 100));
    Collections.shuffle(inB, random);

    Comparison comparison = compare(inA, inB);

    List<String> expected = bruteForce(inA, inB);
    assertThat(changes()).containsExactlyInAnyOrderElementsOf(expected);
    for (Change change : List.of(Change.GAINED, Change.LOST, Change.MOVED)) {
      assertThat(expected).as("not trivial").anyMatch(line -> line.startsWith(change.name()));
    }
    assertThat(comparison.counts().same()).isPositive();
    assertThat(comparison.counts().changed()).isEqualTo(expected.size());
  }

  @Test
  void repeatIntervalsThatFitTogetherOnlyBeyondAllTimeShareOneSlot() {
    Duration a = Duration.ofDays(40);
    assertThat(FindingKey.slotLength(a, a.plusMillis(1)))
        .isEqualTo(Duration.ofMillis(Long.MAX_VALUE));
    assertThat(FindingKey.slotLength(a, Duration.ofDays(60))).isEqualTo(Duration.ofDays(120));
  }

  /** Change, uid in a, uid in b, of all subjects that are not judged alike. */
  private static List<String> bruteForce(List<ScoredAlarm> inA, List<ScoredAlarm> inB) {
    Map<String, List<ScoredAlarm>> a =
        inA.stream().collect(Collectors.groupingBy(ComparisonTest::subject));
    Map<String, List<ScoredAlarm>> b =
        inB.stream().collect(Collectors.groupingBy(ComparisonTest::subject));
    Set<String> subjects = new TreeSet<>(a.keySet());
    subjects.addAll(b.keySet());
    List<String> changes = new ArrayList<>();
    for (String subject : subjects) {
      ScoredAlarm one = gravest(a.getOrDefault(subject, List.of()));
      ScoredAlarm other = gravest(b.getOrDefault(subject, List.of()));
      if (one == null) {
        changes.add("GAINED null " + other.getUid());
      } else if (other == null) {
        changes.add("LOST " + one.getUid() + " null");
      } else if (one.getVerdict() != other.getVerdict()
          || !isNear(one.getScore(), other.getScore())) {
        changes.add("MOVED " + one.getUid() + " " + other.getUid());
      }
    }
    return changes;
  }

  private static boolean isNear(Double one, Double other) {
    return Objects.equals(one, other) || Math.abs(one - other) < 0.05;
  }

  private static String subject(ScoredAlarm alarm) {
    OrientedConnection connection = alarm.getConnections().get(0);
    String detail =
        switch (alarm.getDetector()) {
          case "external-alarm" -> alarm.getAlarmId();
          case "flow" -> connection.getRemote() + " " + alarm.getFlowAnomalies();
          default -> "blocked " + alarm.getBlocked();
        };
    return String.join(
        " | ",
        alarm.getHost(),
        alarm.getProcessInstance().getKey(),
        alarm.getDetector(),
        new TreeSet<>(alarm.getFeatures()).toString(),
        detail,
        "hour " + alarm.getEventTime().getEpochSecond() / 3600);
  }

  private static ScoredAlarm gravest(List<ScoredAlarm> findings) {
    List<Verdict> gravity = List.of(Verdict.ABNORMAL, Verdict.UNMODELLED, Verdict.NORMAL);
    return findings.stream()
        .min(
            Comparator.comparingInt((ScoredAlarm alarm) -> gravity.indexOf(alarm.getVerdict()))
                .thenComparing(alarm -> alarm.getScore() == null ? 0 : -alarm.getScore())
                .thenComparing(ScoredAlarm::getEventTime)
                .thenComparing(ScoredAlarm::getUid, Comparator.reverseOrder()))
        .orElse(null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 h", "2 h", "40 min", "90 min", "7 min"})
  void anotherRepeatIntervalAloneIsNoChange(String interval) throws IOException {
    Random random = new Random(9);
    Set<Instant> sightings = new TreeSet<>();
    for (int i = 0; i < 60; i++) {
      sightings.add(NOON.plusSeconds(random.nextInt(48 * 3600)));
    }
    Comparison comparison =
        Comparison.of(
            repeated("a", sightings, "1 h", Duration.ofHours(1)),
            repeated("b", sightings, interval, duration(interval)),
            directory);
    assertThat(comparison.counts().changed()).isZero();
    assertThat(comparison.counts().same()).isPositive();
  }

  private static Duration duration(String interval) {
    String[] words = interval.split(" ");
    long number = Long.parseLong(words[0]);
    return words[1].equals("h") ? Duration.ofHours(number) : Duration.ofMinutes(number);
  }

  /** A run in which one thing was seen at these times: the first of each slot is a finding. */
  private FinishedRun repeated(String name, Set<Instant> sightings, String set, Duration interval)
      throws IOException {
    Set<Long> slots = new HashSet<>();
    List<ScoredAlarm> findings =
        sightings.stream()
            .filter(time -> slots.add(time.toEpochMilli() / interval.toMillis()))
            .map(time -> RecordedFindings.alarm(0, 0, time))
            .toList();
    return RecordedFindings.run(directory.resolve(name), findings, "alarm.repeat-interval=" + set);
  }

  @Test
  void theConfigurationsAreTheirEffectiveDifferences() throws IOException {
    FinishedRun a =
        RecordedFindings.run(directory.resolve("a"), List.of(), "score.threshold.k=3.0");
    FinishedRun b =
        RecordedFindings.run(
            directory.resolve("b"), List.of(), "score.threshold.k=2", "states.max-states=2");
    Comparison comparison = Comparison.of(a, b, directory);
    assertThat(comparison.a().configurationDifferences())
        .isEqualTo(Map.of("score.threshold.k", "3.0", "states.max-states", "1"));
    assertThat(comparison.b().configurationDifferences())
        .isEqualTo(Map.of("score.threshold.k", "2.0", "states.max-states", "2"));
  }

  @Test
  void theLargestChangesComeFirstEachOneForAllOfItsKind() throws IOException {
    List<ScoredAlarm> inA = new ArrayList<>();
    List<ScoredAlarm> inB = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      ScoredAlarm before = RecordedFindings.alarm(i, 0, NOON);
      ScoredAlarm after = RecordedFindings.alarm(i, 0, NOON);
      before.setProcessName("p" + i % 15);
      after.setProcessName("p" + i % 15);
      after.setScore(20.0 + i);
      inA.add(before);
      inB.add(after);
    }
    inB.get(6).setVerdict(Verdict.ABNORMAL);

    Comparison comparison = compare(inA, inB);

    assertThat(comparison.counts()).isEqualTo(new ChangeCounts(0, 0, 19, 1));
    assertThat(comparison.largest())
        .extracting(change -> change.finding().host() + " " + change.alike())
        .startsWith("host-6 1", "host-19 2", "host-18 2", "host-17 2", "host-16 2", "host-15 1")
        .hasSize(Comparison.LARGEST);
    assertThat(changes()).hasSize(19);
  }

  @Test
  void theFileHasTheCountsInAllAndByProcess() throws IOException {
    ScoredAlarm other = RecordedFindings.alarm(1, 0, NOON);
    other.setProcessName("q.exe");
    compare(List.of(RecordedFindings.alarm(0, 0, NOON)), List.of(other));
    JsonNode file = new ObjectMapper().readTree(directory.resolve(Comparison.FILE).toFile());
    assertThat(file.get("counts").toString())
        .isEqualTo("{\"gained\":1,\"lost\":1,\"moved\":0,\"same\":0}");
    assertThat(file.get("byProcess").toString())
        .isEqualTo(
            "[{\"processName\":\"p.exe\",\"gained\":0,\"lost\":1,\"moved\":0,\"same\":0},"
                + "{\"processName\":\"q.exe\",\"gained\":1,\"lost\":0,\"moved\":0,\"same\":0}]");
    assertThat(file.get("a").get("name").asText()).isEqualTo("a");
    JsonNode lost = file.get("findings").get(0);
    assertThat(lost.get("features").toString()).isEqualTo("[\"a\"]");
  }

  @Test
  void aDirectoryWithoutResultsIsRefused() throws IOException {
    Path empty = Files.createDirectory(directory.resolve("empty"));
    assertThatThrownBy(() -> FinishedRun.open("empty", empty))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(ResultFiles.SCORED_ALARMS + " is not there; expected the --out");
  }

  @Test
  void aDamagedFileIsRefusedWithItsLine() throws IOException {
    FinishedRun sound =
        RecordedFindings.run(directory.resolve("a"), List.of(RecordedFindings.alarm(0, 0, NOON)));
    Files.writeString(sound.alarms(), Files.readString(sound.alarms()) + "{\"uid\":");
    assertThatThrownBy(() -> Comparison.of(sound, sound, directory))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(ResultFiles.SCORED_ALARMS + ":2 holds no scored alarm");
  }

  private Comparison compare(List<ScoredAlarm> inA, List<ScoredAlarm> inB) throws IOException {
    return Comparison.of(
        RecordedFindings.run(directory.resolve("a"), inA),
        RecordedFindings.run(directory.resolve("b"), inB),
        directory);
  }

  /** What the file says of each change. */
  private List<String> changes() throws IOException {
    JsonNode file = new ObjectMapper().readTree(directory.resolve(Comparison.FILE).toFile());
    List<String> changes = new ArrayList<>();
    for (JsonNode finding : file.get("findings")) {
      changes.add(
          finding.get("change").asText()
              + " "
              + uid(finding.get("a"))
              + " "
              + uid(finding.get("b")));
    }
    return changes;
  }

  private static String uid(JsonNode judged) {
    return judged.isNull() ? "null" : judged.get("uid").asText();
  }
}
