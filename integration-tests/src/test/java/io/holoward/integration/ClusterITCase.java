package io.holoward.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.ListenEvent;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.schema.Alarm;
import io.holoward.schema.IntendedStateSnapshot;
import io.holoward.schema.Phase;
import io.holoward.schema.ScoredAlarm;
import io.holoward.schema.Verdict;
import io.holoward.scoring.codec.AvroRecordEncoder;
import io.holoward.scoring.codec.EventMapping;
import io.holoward.telemetry.simulator.InjectedAttack;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The job jar on a cluster of several processes, between a real broker and a real registry: a fleet
 * is learned, its attacks are found, bad input and faults change nothing of it.
 */
final class ClusterITCase {
  private static final String HEADER = "holoward.dead-letter.";

  private static final FleetTelemetry FLEET = new FleetTelemetry();

  private static TestPlatform platform;
  private static JobRun undisturbed;
  private static JobRun sysmon;
  private static String stateAtEnd;
  private static Map<String, byte[]> badRecords;

  /** What a finding says, without where it was read and when it was made. */
  private record Told(
      String uid,
      boolean update,
      Verdict verdict,
      Double score,
      String explanation,
      long connections,
      long windows) {
    static Told by(ScoredAlarm alarm) {
      return new Told(
          alarm.getUid(),
          alarm.getUpdate(),
          alarm.getVerdict(),
          alarm.getScore(),
          alarm.getExplanation(),
          alarm.getConnectionCount(),
          alarm.getWindowCount());
    }
  }

  @BeforeAll
  static void runTheJobTwice() {
    platform = TestPlatform.start();
    undisturbed = JobRun.ofAvro(platform, "undisturbed");
    sysmon = JobRun.ofSysmon(platform, "sysmon");
    undisturbed.start();
    sysmon.start();
    undisturbed.send(FLEET.upstreamAlarm());
    undisturbed.sendAlarmClock(FLEET);
    undisturbed.send(FLEET.part(0, 2));
    badRecords = badRecords();
    int partition = 0;
    for (byte[] record : badRecords.values()) {
      undisturbed.sendRaw(partition++ % KafkaTopics.PARTITIONS, record);
    }
    undisturbed.send(FLEET.part(1, 2));
    undisturbed.sendClock(FLEET);
    sysmon.send(FLEET.upstreamAlarm());
    sysmon.sendAlarmClock(FLEET);
    sysmon.send(FLEET.events());
    sysmon.sendClock(FLEET);
    undisturbed.awaitEnd();
    sysmon.awaitEnd();
    stateAtEnd = undisturbed.state();
    undisturbed.cancel();
    sysmon.cancel();
  }

  @AfterAll
  static void stop() {
    if (platform != null) {
      platform.close();
    }
  }

  /** By the error class that the job should give each. */
  private static Map<String, byte[]> badRecords() {
    byte[] sound = undisturbed.encode(FLEET.events().get(0));
    byte[] unknownSchema = sound.clone();
    unknownSchema[1] = 0x7F;
    TelemetryEvent clock = FLEET.clock();
    byte[] ahead =
        undisturbed.encode(
            new ListenEvent(
                clock.organisation(),
                clock.host(),
                Instant.now().plus(Duration.ofDays(3650)).toEpochMilli(),
                clock.process(),
                Protocol.TCP,
                Endpoint.ANY,
                null));
    Map<String, byte[]> records = new LinkedHashMap<>();
    records.put("wrong-magic", "no Avro at all".getBytes(StandardCharsets.UTF_8));
    records.put("unknown-schema", unknownSchema);
    records.put("other-record", recordOfAnotherSubject());
    records.put("truncated-record", Arrays.copyOf(sound, sound.length / 2));
    records.put("event-ahead", ahead);
    return records;
  }

  private static byte[] recordOfAnotherSubject() {
    return new AvroRecordEncoder<>(Alarm.class, "elsewhere", platform.registry())
        .encode(EventMapping.toRecord(FLEET.upstreamAlarm()));
  }

  @Test
  void processesOfTheSystemAreLearnedAndSealed() {
    Map<String, IntendedStateSnapshot> latest = new TreeMap<>();
    undisturbed.intendedStates().forEach(state -> latest.put(state.getProcessName(), state));

    assertThat(latest.keySet())
        .anyMatch(name -> name.contains("lsass.exe"))
        .anyMatch(name -> name.contains("svchost.exe"))
        .anyMatch(name -> name.contains("spoolsv.exe"));
    assertThat(latest.values())
        .allSatisfy(
            state -> {
              assertThat(state.getPhase()).isEqualTo(Phase.PROTECTED);
              assertThat(state.getModelVersion()).isEqualTo(1);
              assertThat(state.getContentHash()).isNotBlank();
              assertThat(state.getRecords()).isGreaterThanOrEqualTo(50);
              assertThat(state.getStates()).isNotEmpty();
            });
  }

  @Test
  void everyAttackOnAProcessOfTheSystemIsFoundAsAbnormal() {
    List<ScoredAlarm> alarms = undisturbed.scoredAlarms();

    assertThat(FLEET.attacks())
        .filteredOn(attack -> !attack.name().equals("unknown-binary"))
        .hasSize(3)
        .allSatisfy(
            attack ->
                assertThat(alarms)
                    .as(attack.description())
                    .filteredOn(alarm -> isOf(alarm, attack))
                    .anyMatch(alarm -> alarm.getVerdict() == Verdict.ABNORMAL));
  }

  @Test
  void aProgramNobodyKnowsIsFoundAsUnmodelled() {
    InjectedAttack attack =
        FLEET.attacks().stream()
            .filter(candidate -> candidate.name().equals("unknown-binary"))
            .findFirst()
            .orElseThrow();

    assertThat(undisturbed.scoredAlarms())
        .filteredOn(alarm -> isOf(alarm, attack))
        .isNotEmpty()
        .allMatch(alarm -> alarm.getVerdict() == Verdict.UNMODELLED);
  }

  private static boolean isOf(ScoredAlarm alarm, InjectedAttack attack) {
    return alarm.getHost().equals(attack.host())
        && attack.process().equalsIgnoreCase(alarm.getImage())
        && !alarm.getEventTime().isBefore(attack.start())
        && !alarm.getEventTime().isAfter(attack.end());
  }

  @Test
  void anAlarmOfAnotherProductIsScored() {
    assertThat(undisturbed.scoredAlarms())
        .filteredOn(alarm -> FleetTelemetry.ALARM_ID.equals(alarm.getAlarmId()))
        .isNotEmpty()
        .allMatch(alarm -> alarm.getVerdict() == Verdict.ABNORMAL);
  }

  @Test
  void badRecordsBecomeDeadLettersWithTheirBytesAndTheJobLives() {
    List<ConsumerRecord<byte[], byte[]>> letters = undisturbed.deadLetters();

    assertThat(letters).hasSameSizeAs(badRecords.values());
    badRecords.forEach(
        (errorClass, original) ->
            assertThat(letters)
                .as(errorClass)
                .filteredOn(letter -> header(letter, "error-class").equals(errorClass))
                .singleElement()
                .satisfies(
                    letter -> {
                      assertThat(letter.value()).isEqualTo(original);
                      assertThat(header(letter, "topic")).isEqualTo(undisturbed.processEvents());
                      assertThat(header(letter, "message")).isNotBlank();
                      assertThat(recordAt(letter)).isEqualTo(original);
                    }));
    assertThat(stateAtEnd).isEqualTo("RUNNING");
    assertThat(undisturbed.restored()).isZero();
  }

  /** The record of the source topic that the headers of a dead letter point to. */
  private static byte[] recordAt(ConsumerRecord<byte[], byte[]> letter) {
    return platform.topics().read(header(letter, "topic")).stream()
        .filter(record -> Integer.toString(record.partition()).equals(header(letter, "partition")))
        .filter(record -> Long.toString(record.offset()).equals(header(letter, "offset")))
        .findFirst()
        .orElseThrow()
        .value();
  }

  private static String header(ConsumerRecord<?, ?> letter, String name) {
    return new String(letter.headers().lastHeader(HEADER + name).value(), StandardCharsets.UTF_8);
  }

  @Test
  void whatIsReadIsDecodedOrDeadLetteredAndCountedByKind() {
    long decoded = undisturbed.accumulator("decoded");

    assertThat(undisturbed.accumulator("read")).isEqualTo(undisturbed.sent());
    assertThat(undisturbed.accumulator("deadLettered")).isEqualTo(badRecords.size());
    assertThat(decoded).isEqualTo(undisturbed.sent() - badRecords.size());
    assertThat(
            undisturbed.accumulator("connections")
                + undisturbed.accumulator("twins")
                + undisturbed.accumulator("processStarts")
                + undisturbed.accumulator("listeners")
                + undisturbed.accumulator("alarmsReceived"))
        .isEqualTo(decoded);
    assertThat(undisturbed.accumulator("twins")).isPositive();
  }

  @Test
  void linesOfSysmonGiveTheFindingsThatAvroGives() {
    assertThat(told(sysmon)).isEqualTo(told(undisturbed)).isNotEmpty();
    assertThat(sysmon.deadLetters()).isEmpty();
  }

  @Test
  void neitherASavepointNorTheLossOfATaskManagerChangesAFinding() {
    JobRun disturbed = JobRun.ofAvro(platform, "disturbed");
    disturbed.send(FLEET.upstreamAlarm());
    disturbed.sendAlarmClock(FLEET);
    disturbed.send(FLEET.part(0, 3));
    disturbed.start();
    disturbed.awaitRead(disturbed.sent());

    disturbed.restartFromSavepoint();
    long beforeSavepoint = disturbed.sent();
    disturbed.sendAlarmClock(FLEET);
    disturbed.send(FLEET.part(1, 3));
    disturbed.awaitRead(disturbed.sent() - beforeSavepoint);
    assertThat(disturbed.restored()).isEqualTo(1);

    disturbed.send(FLEET.part(2, 3));
    platform.flink().replaceTaskManager();
    disturbed.awaitRestored(2);
    disturbed.sendAlarmClock(FLEET);
    disturbed.sendClock(FLEET);
    disturbed.awaitEnd();
    disturbed.cancel();

    assertThat(told(disturbed)).isEqualTo(told(undisturbed)).isNotEmpty();
  }

  @Test
  void deliveredExactlyOnceNoFindingIsToldTwiceWhateverIsLost() {
    JobRun exactlyOnce = JobRun.ofExactlyOnce(platform, "exactly-once");
    exactlyOnce.start();
    exactlyOnce.send(FLEET.upstreamAlarm());
    exactlyOnce.sendAlarmClock(FLEET);
    exactlyOnce.send(FLEET.part(0, 2));
    exactlyOnce.awaitRead(exactlyOnce.sent());
    exactlyOnce.send(FLEET.part(1, 2));
    platform.flink().replaceTaskManager();
    exactlyOnce.awaitRestored(1);
    exactlyOnce.sendAlarmClock(FLEET);
    exactlyOnce.sendClock(FLEET);
    exactlyOnce.awaitEnd();
    exactlyOnce.cancel();

    assertThat(exactlyOnce.scoredAlarms().stream().map(Told::by))
        .containsExactlyInAnyOrderElementsOf(told(undisturbed));
  }

  @Test
  void aMisspelledKeyIsRefusedBeforeAnythingIsSubmitted() {
    assertThatThrownBy(
            () ->
                platform.flink().run(TestPlatform.jobJar(), List.of("--set", "window.sice=5 min")))
        .hasMessageContaining("window.sice");
  }

  private static Set<Told> told(JobRun run) {
    return run.scoredAlarms().stream().map(Told::by).collect(Collectors.toSet());
  }
}
