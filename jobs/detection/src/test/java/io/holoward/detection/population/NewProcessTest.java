package io.holoward.detection.population;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.history.HistoryRules;
import io.holoward.entropy.RecordCounts;
import io.holoward.entropy.ScoringRules;
import io.holoward.entropy.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which records get the column for processes that are new, against the definition. */
class NewProcessTest {

  private static final long WINDOW = Duration.ofMinutes(5).toMillis();
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long START = Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();
  private static final List<Signature> KINDS =
      List.of(
          Populations.SERVICE, Populations.PERSON, Populations.NEW_PERSON, Populations.DOWNLOAD);

  /** Some records of a process in a window. */
  private record Made(long windowStart, long process, Signature record, long count) {}

  private static PopulationRules rules(boolean leaveOneOut, long ready, long noveltyFrom) {
    return new PopulationRules(
        new PopulationTicks(ready),
        1,
        PopulationColumns.NOVELTY,
        noveltyFrom,
        new HistoryRules(DAY, 30 * DAY, 16, 16, leaveOneOut, HOUR),
        30 * DAY);
  }

  /** Processes that each begin at some time and are seen for a shorter or longer one. */
  private static List<Made> records(Random random) {
    List<Made> all = new ArrayList<>();
    for (long process = 1; process <= 30; process++) {
      long begin = random.nextInt(72 * 12);
      int length = 1 + random.nextInt(random.nextBoolean() ? 16 : 400);
      for (int i = random.nextInt(5); i >= 0; i--) {
        long window = START + (begin + random.nextInt(length)) * WINDOW;
        Signature kind = KINDS.get(random.nextInt(KINDS.size()));
        all.add(new Made(window, process * 0x9E3779B97F4A7C15L, kind, 1 + random.nextInt(3)));
      }
    }
    return all;
  }

  private static PopulationLearning learned(List<Made> records, PopulationRules rules) {
    PopulationLearning learning = new PopulationLearning();
    for (Made made : records) {
      learning.add(
          made.windowStart,
          made.windowStart + WINDOW,
          made.process,
          made.record,
          made.count,
          rules);
    }
    return PopulationLearning.fromBytes(learning.toBytes());
  }

  private static void assertModel(
      PopulationModel model, RecordCounts expected, List<Made> counted) {
    assertThat(model.states(ScoringRules.DEFAULT).contentHash())
        .isEqualTo(Populations.model(expected).states(ScoringRules.DEFAULT).contentHash());
    TreeSet<Long> processes = new TreeSet<>();
    counted.forEach(made -> processes.add(made.process));
    assertThat(model.processes()).containsExactly(processes.toArray(Long[]::new));
  }

  @Test
  void inALearningPassItIsNewWhatWasUsedAtNoTimeAnHourAway() {
    Random random = new Random(20_261_122);
    int newRecords = 0;
    for (int round = 0; round < 40; round++) {
      List<Made> all = records(random);
      RecordCounts expected = new RecordCounts(64);
      for (Made made : all) {
        boolean isNew = true;
        for (Made one : all) {
          for (Made other : all) {
            isNew &=
                one.process != made.process
                    || other.process != made.process
                    || Math.abs(one.windowStart - other.windowStart) < HOUR;
          }
        }
        newRecords += isNew ? 1 : 0;
        expected.add(isNew ? PopulationColumns.ofNewProcess(made.record) : made.record, made.count);
      }
      PopulationRules pass = rules(true, Long.MAX_VALUE, Long.MIN_VALUE);

      assertModel(learned(all, pass).end("acme", pass).orElseThrow(), expected, all);
    }
    assertThat(newRecords).isBetween(100, 2_000);
  }

  @Test
  void inARunningJobItIsNewWhatWasFirstSeenInTheLastHorizon() {
    Random random = new Random(20_261_122);
    long sealedAt = START + 2 * DAY;
    int newRecords = 0;
    for (int round = 0; round < 40; round++) {
      List<Made> all = records(random);
      PopulationRules live = rules(false, sealedAt, START + DAY);
      List<Made> counted =
          all.stream().filter(made -> made.windowStart + WINDOW <= sealedAt).toList();
      TreeMap<Long, Long> firstSeen = new TreeMap<>();
      counted.forEach(made -> firstSeen.merge(made.process, made.windowStart, Math::min));
      long watchedFrom = Collections.min(firstSeen.values());
      RecordCounts expected = new RecordCounts(64);
      for (Made made : counted) {
        long first = firstSeen.get(made.process);
        boolean isNew = first > sealedAt - DAY && first >= watchedFrom + DAY;
        newRecords += isNew ? 1 : 0;
        if (made.windowStart >= START + DAY) {
          expected.add(
              isNew ? PopulationColumns.ofNewProcess(made.record) : made.record, made.count);
        }
      }

      assertModel(learned(all, live).tick("acme", sealedAt, live).orElseThrow(), expected, counted);
    }
    assertThat(newRecords).isBetween(100, 2_000);
  }

  @Test
  void inItsFirstHorizonNothingIsNewInAnOrganisation() {
    long sealedAt = START + DAY;
    PopulationRules seeded = rules(false, sealedAt, Long.MIN_VALUE);
    List<Made> all = List.of(new Made(START + HOUR, 7, Populations.PERSON, 20));

    PopulationModel model = learned(all, seeded).tick("acme", sealedAt, seeded).orElseThrow();

    assertThat(model.states(ScoringRules.DEFAULT).knows(Populations.PERSON)).isTrue();
    assertThat(model.novelty()).contains("newProcessOrganisation");
  }

  @Test
  void theOrderOfArrivalChangesNothing() {
    Random random = new Random(20_261_122);
    PopulationRules pass = rules(true, Long.MAX_VALUE, Long.MIN_VALUE);
    List<Made> all = new ArrayList<>(records(random));
    PopulationModel expected = learned(all, pass).end("acme", pass).orElseThrow();
    byte[] stored = learned(all, pass).toBytes();
    for (int round = 0; round < 5; round++) {
      Collections.shuffle(all, random);
      assertThat(learned(all, pass).toBytes()).isEqualTo(stored);
      assertThat(learned(all, pass).end("acme", pass).orElseThrow())
          .usingRecursiveComparison()
          .isEqualTo(expected);
    }
  }

  @Test
  void ofMoreProcessesThanThereIsPlaceForTheSameAreHeldInAnyOrder() {
    Random random = new Random(20_261_122);
    for (int round = 0; round < 40; round++) {
      List<Made> all = new ArrayList<>(records(random));
      TreeMap<Long, Long> counts = new TreeMap<>();
      all.forEach(made -> counts.merge(made.process, made.count, Long::sum));
      List<Long> held = List.copyOf(counts.keySet()).subList(0, 10);
      long heldRecords = held.stream().mapToLong(counts::get).sum();
      long records = counts.values().stream().mapToLong(Long::longValue).sum();
      Collections.shuffle(all, random);
      int cut = random.nextInt(all.size());

      ProcessRecords bounded = bounded(all.subList(0, cut));
      bounded.addAll(bounded(all.subList(cut, all.size())));

      assertThat(bounded.hashes()).containsExactly(held.toArray(Long[]::new));
      long[] sums = new long[2];
      bounded.forEach((shown, record, count) -> sums[shown == null ? 0 : 1] += count);
      assertThat(sums).containsExactly(records - heldRecords, heldRecords);
    }
  }

  private static ProcessRecords bounded(List<Made> records) {
    ProcessRecords bounded = new ProcessRecords(10);
    records.forEach(made -> bounded.add(made.process, made.windowStart, made.record, made.count));
    return bounded;
  }
}
