package io.holoward.integration.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.ConnectionEvent.Ends;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.Sensor;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.integration.KafkaTopics;
import io.holoward.schema.ScoredAlarm;
import io.holoward.schema.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What comes in is bad, too much, too late, or stops coming. The job goes on without a restart. */
@Tag("faults")
@ExtendWith(SharedFaults.class)
final class InputITCase {
  private static final int PIECE = 200;

  /** Lines that a job which has nothing to complain of may log, start and end of it included. */
  private static final long QUIET = 500;

  private final Faults faults;

  InputITCase(Faults faults) {
    this.faults = faults;
  }

  @Test
  void aFloodOfPoisonBecomesDeadLettersAndNothingElse() {
    FaultRun run = faults.begin("poison-flood");
    Poison poison = new Poison(run.job().encode(faults.fleet().events().get(0)));
    Map<String, byte[]> sent = new HashMap<>();
    while (run.hasMore()) {
      List<TelemetryEvent> slice = run.nextSlice();
      for (int from = 0; from < slice.size(); from += PIECE) {
        List<TelemetryEvent> piece = slice.subList(from, Math.min(from + PIECE, slice.size()));
        run.job().send(piece);
        List<byte[]> bad = poison.records(piece.size());
        List<RecordMetadata> places = run.job().sendRaw(run.job().processEvents(), bad);
        for (int i = 0; i < bad.size(); i++) {
          sent.put(places.get(i).partition() + "-" + places.get(i).offset(), bad.get(i));
        }
      }
    }
    run.finish();

    run.assertNothingChanged();
    Map<String, byte[]> letters = new HashMap<>();
    run.job().deadLetters().forEach(letter -> letters.put(place(letter), letter.value()));
    assertThat(run.job().deadLetters()).hasSameSizeAs(sent.keySet());
    assertThat(letters).containsOnlyKeys(sent.keySet());
    assertThat(sent).allSatisfy((place, bytes) -> assertThat(letters.get(place)).isEqualTo(bytes));
    assertThat(run.job().accumulator("deadLettered")).isEqualTo(sent.size());
    assertQuiet(run);
    run.tell(
        "poison flood: every second record of the second half",
        "each becomes a dead letter with its bytes; nothing is logged of them");
  }

  private static String place(ConsumerRecord<byte[], byte[]> letter) {
    return header(letter, "partition") + "-" + header(letter, "offset");
  }

  private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
    return new String(
        letter.headers().lastHeader("holoward.dead-letter." + name).value(),
        StandardCharsets.UTF_8);
  }

  @Test
  void aProcessWithNineTenthsOfTheTrafficChangesNothingForTheOthers() {
    FaultRun run = faults.begin("hot-process");
    HotProcess hot = new HotProcess();
    while (run.hasMore()) {
      run.job().send(hot.among(run.nextSlice()));
    }
    run.finish();

    run.assertNothingChanged();
    assertThat(run.job().deadLetters()).isEmpty();
    assertQuiet(run);
    run.tell(
        "one process makes nine of ten connections of the second half",
        "they are aggregated before the exchange; all others are judged as ever");
  }

  @Test
  void aPartitionThatFallsIdleDoesNotHoldTheOthersBack() {
    FaultRun run = faults.prepare("idle-partition");
    run.job().with("time.idleness", "30 s");
    run.start();
    run.sendFirstHalf();
    run.sendEvents();
    run.job().sendClock(faults.fleet(), KafkaTopics.PARTITIONS - 1);
    run.end();

    run.assertNothingChanged();
    assertQuiet(run);
    run.tell(
        "a partition falls idle",
        "event time waits for it for `time.idleness` (30 s), then goes on without it");
  }

  @Test
  void whatComesADayLateIsJudgedOnItsOwnAndTeachesNothing() {
    FaultRun run = faults.begin("late-by-a-day");
    run.sendRest();
    run.job().awaitEnd();
    List<TelemetryEvent> late = lateByADay();
    run.job().send(late);
    run.job().awaitRead(run.job().sent());
    run.end();

    run.assertNothingChanged();
    List<ScoredAlarm> found =
        run.job().scoredAlarms().stream().filter(ScoredAlarm::getLate).toList();
    assertThat(found).isNotEmpty().allMatch(alarm -> alarm.getVerdict() == Verdict.ABNORMAL);
    assertThat(run.job().accumulator("late")).isEqualTo(late.size());
    assertQuiet(run);
    run.tell(
        "%d connections a day late".formatted(late.size()),
        "counted as `late`, judged on their own, learned by nobody");
  }

  /** Connections of a protected process to services that nobody has ever used. */
  private List<TelemetryEvent> lateByADay() {
    TelemetryEvent known = faults.fleet().unattackedLsass();
    long time = faults.fleet().clock().eventTime() - Duration.ofDays(1).toMillis();
    return IntStream.range(0, 20)
        .<TelemetryEvent>mapToObj(
            i ->
                new ConnectionEvent(
                    known.organisation(),
                    known.host(),
                    time + Duration.ofMinutes(i).toMillis(),
                    known.process(),
                    Sensor.SYSMON,
                    Protocol.TCP,
                    Direction.OUT,
                    Ends.LOCAL_REMOTE,
                    new Endpoint("10.20.1.10", 51_000 + i),
                    new Endpoint("198.51.100.200", 4_440 + i),
                    false,
                    new SourcePosition("late", i)))
        .toList();
  }

  @Test
  void timestampsOfTheBrokerThatGoBackChangeNothing() {
    FaultRun run = faults.begin("timestamps-back");
    KafkaTopics topics = faults.platform().topics();
    long dayBack = Duration.ofDays(1).toMillis();
    topics.stampedBy(() -> System.currentTimeMillis() - dayBack);
    try {
      run.sendSlice();
    } finally {
      topics.stampedBy(System::currentTimeMillis);
    }
    run.finish();

    run.assertNothingChanged();
    assertThat(steps(run)).as("steps back of a day").anyMatch(step -> step < -dayBack / 2);
    assertQuiet(run);
    run.tell(
        "timestamps of Kafka go back by a day and forth again",
        "nothing: event time comes from the events");
  }

  /** How much later each record of a partition is stamped than the one before it. */
  private List<Long> steps(FaultRun run) {
    Map<Integer, Long> last = new HashMap<>();
    List<Long> steps = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record :
        faults.platform().topics().read(run.job().processEvents())) {
      Long before = last.put(record.partition(), record.timestamp());
      if (before != null) {
        steps.add(record.timestamp() - before);
      }
    }
    return steps;
  }

  private static void assertQuiet(FaultRun run) {
    assertThat(run.restarts()).isZero();
    assertThat(run.logLines()).isLessThan(QUIET);
  }
}
