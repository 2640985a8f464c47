package io.holoward.detection.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holoward.detection.history.HistoryRules;
import io.holoward.entropy.ScoringRules;
import io.holoward.entropy.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PopulationLearningTest {

  private static final long PROCESS = 7;
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long WINDOW = Duration.ofMinutes(5).toMillis();
  private static final long READY = Instant.parse("2026-01-05T08:00:00Z").toEpochMilli();
  private static final long MIDNIGHT = Instant.parse("2026-01-06T00:00:00Z").toEpochMilli();

  private static PopulationRules rules(long minRecords, long noveltyFrom) {
    return new PopulationRules(
        new PopulationTicks(READY),
        minRecords,
        PopulationColumns.NOVELTY,
        noveltyFrom,
        new HistoryRules(DAY, 30 * DAY, 16, 16, false, HOUR),
        30 * DAY);
  }

  private static final PopulationRules KNOWING = rules(10, Long.MIN_VALUE);

  private static long add(
      PopulationLearning learning, long windowEnd, Signature record, long n, PopulationRules r) {
    return learning.add(windowEnd - WINDOW, windowEnd, PROCESS, record, n, r);
  }

  private static PopulationLearning stored(PopulationLearning learning) {
    return PopulationLearning.fromBytes(learning.toBytes());
  }

  @Test
  void theFirstTickIsWhenThePopulationIsReadyAndThenEachMidnight() {
    PopulationTicks ticks = new PopulationTicks(READY);
    assertThat(ticks.from(READY - 9 * DAY)).isEqualTo(READY);
    assertThat(ticks.from(READY)).isEqualTo(READY);
    assertThat(ticks.from(READY + 1)).isEqualTo(MIDNIGHT);
    assertThat(ticks.after(READY)).isEqualTo(MIDNIGHT);
    assertThat(ticks.from(MIDNIGHT)).isEqualTo(MIDNIGHT);
    assertThat(ticks.after(MIDNIGHT)).isEqualTo(MIDNIGHT + DAY);
    assertThat(new PopulationTicks(Long.MIN_VALUE).from(READY)).isEqualTo(MIDNIGHT);
  }

  @Test
  void theFirstTickIsTheEndOfAWindow() {
    Duration window = Duration.ofMillis(WINDOW);
    assertThat(PopulationTicks.readyAt(READY, window).ready()).isEqualTo(READY);
    assertThat(PopulationTicks.readyAt(READY + 1, window).ready()).isEqualTo(READY + WINDOW);
    assertThat(PopulationTicks.readyAt(Long.MIN_VALUE, window).ready()).isEqualTo(Long.MIN_VALUE);
    assertThat(PopulationTicks.readyAt(Long.MAX_VALUE, window).ready()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aModelIsSealedFromWhatEndedBeforeItsTick() {
    PopulationLearning learning = new PopulationLearning();
    assertThat(add(learning, READY, Populations.SERVICE, 10, KNOWING)).isEqualTo(READY);
    assertThat(add(learning, READY + WINDOW, Populations.DOWNLOAD, 5, KNOWING)).isEqualTo(MIDNIGHT);

    PopulationModel model = stored(learning).tick("acme", READY, KNOWING).orElseThrow();

    assertThat(model.records()).isEqualTo(10);
    assertThat(model.sealedAt()).isEqualTo(READY);
    assertThat(model.version()).isEqualTo(1);
    assertThat(model.complete()).isTrue();
  }

  @Test
  void withTooFewRecordsItIsSealedAtTheFirstMidnightThatHasThem() {
    PopulationLearning learning = new PopulationLearning();
    add(learning, READY, Populations.SERVICE, 9, KNOWING);
    add(learning, READY + WINDOW, Populations.DOWNLOAD, 1, KNOWING);
    assertThat(learning.tick("acme", READY, KNOWING)).isEmpty();

    PopulationModel model = learning.tick("acme", MIDNIGHT, KNOWING).orElseThrow();

    assertThat(model.records()).isEqualTo(10);
    assertThat(model.sealedAt()).isEqualTo(MIDNIGHT);
  }

  @Test
  void aCompleteModelIsNeverFollowedByAnother() {
    PopulationLearning learning = new PopulationLearning();
    add(learning, READY, Populations.SERVICE, 10, KNOWING);
    assertThat(learning.tick("acme", READY, KNOWING)).isPresent();
    add(learning, READY + WINDOW, Populations.DOWNLOAD, 50, KNOWING);

    assertThat(learning.complete()).isTrue();
    assertThat(stored(learning).tick("acme", MIDNIGHT, KNOWING)).isEmpty();
    assertThat(learning.end("acme", KNOWING)).isEmpty();
  }

  @Test
  void whatWasSealedBeforeNoveltyWasKnownSpeaksOfProgramsAndAccountsAlone() {
    PopulationRules warming = rules(10, READY - 1);
    PopulationLearning learning = new PopulationLearning();
    add(learning, READY, Populations.NEW_PERSON, 12, warming);

    PopulationModel early = learning.tick("acme", READY, warming).orElseThrow();

    assertThat(early.novelty()).isEmpty();
    assertThat(early.complete()).isFalse();
    assertThat(early.states(ScoringRules.DEFAULT).knows(Populations.PERSON)).isTrue();
    assertThat(early.processes()).isEmpty();
    assertThat(early.reduce(Populations.NEW_PERSON, Populations.MALWARE))
        .as("nor does it say which processes are new")
        .isEqualTo(Populations.PERSON);
  }

  @Test
  void theSecondModelIsSealedFromTheRecordsThatTellOfNovelty() {
    PopulationRules warming = rules(10, READY);
    PopulationLearning learning = new PopulationLearning();
    add(learning, READY, Populations.PERSON, 100, warming);
    assertThat(learning.tick("acme", READY, warming)).isPresent();
    add(learning, READY + WINDOW, Populations.NEW_PERSON, 10, warming);
    add(learning, READY + WINDOW, Populations.PERSON, 20, warming);
    assertThat(learning.tick("acme", MIDNIGHT, warming)).as("a horizon has not passed").isEmpty();

    PopulationModel model = stored(learning).tick("acme", MIDNIGHT + DAY, warming).orElseThrow();

    assertThat(model.version()).isEqualTo(2);
    assertThat(model.complete()).isTrue();
    assertThat(model.records()).isEqualTo(30);
    assertThat(model.novelty()).isEqualTo(PopulationColumns.NOVELTY);
    assertThat(model.processes()).containsExactly(PROCESS);
    assertThat(model.reduce(Populations.NEW_PERSON, Populations.MALWARE))
        .isEqualTo(PopulationColumns.ofNewProcess(Populations.NEW_PERSON));
  }

  @Test
  void theOrderOfArrivalChangesNothing() {
    List<long[]> arrivals = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      arrivals.add(new long[] {READY + (i % 40 - 20) * WINDOW, i % 3});
    }
    List<Signature> kinds =
        List.of(Populations.SERVICE, Populations.PERSON, Populations.NEW_PERSON);
    byte[] expected = null;
    Random random = new Random(20_261_122);
    for (int round = 0; round < 5; round++) {
      PopulationLearning learning = new PopulationLearning();
      arrivals.forEach(a -> add(learning, a[0], kinds.get((int) a[1]), 1, KNOWING));
      byte[] bytes = learning.tick("acme", READY, KNOWING).orElseThrow().stored();
      assertThat(expected == null || java.util.Arrays.equals(bytes, expected)).isTrue();
      expected = bytes;
      Collections.shuffle(arrivals, random);
    }
  }

  @Test
  void theEndSealsAllThereIs() {
    PopulationLearning learning = new PopulationLearning();
    add(learning, READY, Populations.SERVICE, 6, KNOWING);
    add(learning, READY + 9 * DAY, Populations.SERVICE, 6, KNOWING);

    Optional<PopulationModel> model = learning.end("acme", KNOWING);

    assertThat(model).isPresent();
    assertThat(model.get().records()).isEqualTo(12);
    assertThat(model.get().sealedAt()).isEqualTo(READY + 9 * DAY);
  }

  @Test
  void anOrganisationThatWasOnlySeenHasNoRecords() {
    PopulationLearning learning = new PopulationLearning();
    add(learning, READY, Populations.DOWNLOAD, 0, KNOWING);

    assertThat(learning.lastSeen()).isEqualTo(READY);
    assertThat(learning.end("acme", rules(0, Long.MIN_VALUE)).orElseThrow().records()).isZero();
  }

  @Test
  void whatNeverSufficedIsForgotten() {
    PopulationLearning learning = new PopulationLearning();
    add(learning, READY, Populations.SERVICE, 9, KNOWING);
    learning.tick("acme", READY, KNOWING);
    learning.tick("acme", READY + 30 * DAY - 1, KNOWING);
    assertThat(learning.isBlank()).isFalse();

    learning.tick("acme", READY + 30 * DAY, KNOWING);

    assertThat(learning.isBlank()).isTrue();
  }

  @Test
  void whatComesNextIsKeptWhenWhatCameBeforeIsForgotten() {
    PopulationLearning learning = new PopulationLearning();
    add(learning, READY, Populations.SERVICE, 9, KNOWING);
    learning.tick("acme", READY, KNOWING);
    long later = MIDNIGHT + 40 * DAY;
    add(learning, later, Populations.PERSON, 10, KNOWING);
    learning.tick("acme", READY + 30 * DAY, KNOWING);

    assertThat(learning.tick("acme", later, KNOWING).orElseThrow().records()).isEqualTo(10);
  }

  @Test
  void whatIsStoredComesBackAndNothingElseIsTaken() {
    PopulationLearning learning = new PopulationLearning();
    add(learning, READY, Populations.SERVICE, 3, KNOWING);
    add(learning, READY + 3 * DAY, Populations.NEW_PERSON, 2, KNOWING);
    byte[] bytes = learning.toBytes();

    assertThat(stored(learning).toBytes()).isEqualTo(bytes);
    byte[] other = bytes.clone();
    other[4] = 9;
    assertThatThrownBy(() -> PopulationLearning.fromBytes(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("version is 9");
    byte[] cut = java.util.Arrays.copyOf(bytes, bytes.length - 3);
    assertThatThrownBy(() -> PopulationLearning.fromBytes(cut))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ends too early");
  }
}
