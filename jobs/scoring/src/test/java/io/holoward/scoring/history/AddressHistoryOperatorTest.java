package io.holoward.scoring.history;

import static io.holoward.scoring.history.HistoryEvents.accepted;
import static io.holoward.scoring.history.HistoryEvents.blocked;
import static io.holoward.scoring.history.HistoryEvents.hour;
import static io.holoward.scoring.history.HistoryEvents.use;
import static io.holoward.scoring.history.HistoryHarness.configuration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.features.Novelty;
import io.holoward.detection.history.HistorySnapshot;
import io.holoward.detection.history.RemoteNetwork;
import io.holoward.scoring.codec.HistoryMapping;
import io.holoward.scoring.codec.RecordJson;
import io.holoward.scoring.instance.HeldEvents;
import io.holoward.scoring.instance.IdentifiedEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddressHistoryOperatorTest {

  private static final Novelty ALL = new Novelty(true, true, true, false, false);
  private static final Novelty ALL_WIDE = new Novelty(true, true, true, true, false);
  private static final Novelty SERVICE = new Novelty(true, true, false, false, false);
  private static final Novelty TO_PROCESS = new Novelty(false, true, false, false, false);

  /** The history is sealed 24 hours after the start, and a day is the horizon. */
  private static final Configuration RULES = configuration();

  @Test
  void whatIsSeenWhileItWarmsUpIsKnownAndWhatComesThenIsNewForADay() throws Exception {
    try (HistoryHarness operator = HistoryHarness.start(RULES)) {
      operator.watermark(hour(0)).send(use("10.0.0.1", "a", 1)).watermark(hour(25));
      operator.send(
          use("10.0.0.1", "a", 26),
          use("10.0.0.1", "b", 26),
          use("10.0.0.2", "a", 26),
          use("10.0.1.1", "a", 26));
      operator.watermark(hour(49));
      operator.send(use("10.0.1.1", "a", 49.9), use("10.0.1.1", "a", 50));
      assertThat(operator.novelties())
          .containsExactly(
              Novelty.NONE, Novelty.FAMILIAR, TO_PROCESS, SERVICE, ALL, ALL, Novelty.FAMILIAR);
      assertThat(operator.count("historyLookups")).isEqualTo(7);
      assertThat(operator.count("historyWaiting")).isZero();
    }
  }

  @Test
  void aClientIsNewToTheProcessItNeverConnectedToAndMakesNoServiceKnown() throws Exception {
    try (HistoryHarness operator = HistoryHarness.start(RULES)) {
      operator.send(accepted("10.0.0.1", 445, "a", 1), accepted("10.0.0.1", 49_700, "a", 1));
      operator.watermark(hour(25));
      operator.send(accepted("10.0.0.1", 445, "a", 26), accepted("10.0.0.1", 50_100, "a", 26));
      operator.send(accepted("10.0.0.1", 135, "a", 26), accepted("10.0.0.1", 445, "b", 26));
      operator.send(use("10.0.0.1", "a", 26));
      assertThat(operator.novelties())
          .containsExactly(
              Novelty.NONE, Novelty.NONE, Novelty.NONE, Novelty.NONE, TO_PROCESS, TO_PROCESS, ALL);
    }
  }

  @Test
  void aRefusedConnectionIsJudgedButTeachesNothing() throws Exception {
    try (HistoryHarness operator = HistoryHarness.start(RULES)) {
      operator.send(blocked("10.0.0.1", "a", 1)).watermark(hour(25));
      operator.send(blocked("10.0.0.1", "a", 26)).watermark(hour(50));
      operator.send(use("10.0.0.1", "a", 51), blocked("10.0.0.1", "a", 52));
      assertThat(operator.novelties()).containsExactly(Novelty.NONE, ALL, ALL, ALL);
      operator.watermark(hour(24 * 40));
      assertThat(operator.storedEntries()).isZero();
      assertThat(operator.timers()).isZero();
    }
  }

  /** What came before the sealing may still be on its way. */
  @Test
  void whatLooksNewAroundTheSealingWaitsUntilTheWatermarkHasPassedIt() throws Exception {
    try (HistoryHarness operator = HistoryHarness.start(RULES)) {
      operator.watermark(hour(23.9));
      operator.send(use("10.0.0.1", "a", 24.1), use("10.0.0.2", "a", 24.1));
      assertThat(operator.events()).isEmpty();
      operator.send(use("10.0.0.2", "a", 23.95)).watermark(hour(24.2));
      assertThat(operator.novelties())
          .containsExactlyInAnyOrder(Novelty.NONE, Novelty.FAMILIAR, SERVICE);
      assertThat(operator.count("historyWaiting")).isEqualTo(2);
      assertNothingIsLate(operator);
    }
  }

  @Test
  void whatLooksNewWaitsWhileSomethingMayComeThatIsBeforeItsHorizon() throws Exception {
    try (HistoryHarness operator = HistoryHarness.start(RULES)) {
      operator.watermark(hour(30)).send(use("10.0.0.1", "a", 60));
      assertThat(operator.events()).isEmpty();
      operator.send(use("10.0.0.1", "b", 35)).watermark(hour(36));
      assertThat(operator.novelties()).containsExactly(ALL, TO_PROCESS);
    }
  }

  @Test
  void whatIsToldDoesNotDependOnTheOrderOfArrivalNorOnTheWatermark() throws Exception {
    Random random = new Random(17);
    HashSet<Novelty> seen = new HashSet<>();
    for (int round = 0; round < 30; round++) {
      List<IdentifiedEvent> events = HistoryEvents.some(random, 120, 20);
      Configuration rules = configuration("novelty.expiry=3 d");
      Map<String, Novelty> inOrder = answers(rules, events, random, 0);
      for (int minutes : new int[] {90, 60 * 24 * 2, 60 * 24 * 30}) {
        assertThat(answers(rules, events, random, minutes).entrySet())
            .containsExactlyInAnyOrderElementsOf(inOrder.entrySet());
      }
      seen.addAll(inOrder.values());
    }
    assertThat(seen).contains(ALL, ALL_WIDE, SERVICE, TO_PROCESS, Novelty.FAMILIAR, Novelty.NONE);
  }

  /** Each event by at most so many minutes too late, and the watermark as far behind. */
  private static Map<String, Novelty> answers(
      Configuration rules, List<IdentifiedEvent> events, Random random, int disorder)
      throws Exception {
    TreeMap<Double, IdentifiedEvent> arrivals = new TreeMap<>();
    for (IdentifiedEvent event : events) {
      arrivals.put(
          event.event().lastSeen() + random.nextDouble(Math.max(1e-3, disorder)) * 60_000, event);
    }
    try (HistoryHarness operator = HistoryHarness.start(rules, 2)) {
      for (Map.Entry<Double, IdentifiedEvent> arrival : arrivals.entrySet()) {
        operator.send(arrival.getValue());
        operator.watermark((long) (arrival.getKey() - Math.max(1e-3, disorder) * 60_000) - 1);
      }
      operator.end();
      assertNothingIsLate(operator);
      assertThat(operator.events()).hasSize(events.size());
      return operator.answers();
    }
  }

  private static void assertNothingIsLate(HistoryHarness operator) {
    long watermark = Long.MIN_VALUE;
    for (Object sent : operator.output()) {
      if (sent instanceof Watermark mark) {
        watermark = mark.getTimestamp();
      } else {
        assertThat(((StreamRecord<?>) sent).getTimestamp()).isGreaterThan(watermark);
      }
    }
  }

  @Test
  void whatNobodyUsedForLongIsForgottenAndLeavesNoTrace() throws Exception {
    try (HistoryHarness operator = HistoryHarness.start(RULES)) {
      operator.watermark(hour(0));
      operator.send(use("10.0.0.1", "a", 1), use("10.0.0.2", "a", 24 * 20));
      operator.watermark(hour(24 * 33));
      operator.send(use("10.0.0.1", "a", 24 * 33 + 1), use("10.0.0.2", "a", 24 * 33 + 1));
      assertThat(operator.novelties().subList(2, 4)).containsExactly(SERVICE, Novelty.FAMILIAR);
      operator.watermark(hour(24 * 70));
      assertThat(operator.storedEntries()).isZero();
      assertThat(operator.timers()).isZero();
      HistorySnapshot last = operator.snapshots().get(operator.snapshots().size() - 1);
      assertThat(last.services()).as("tells that it is gone").isEmpty();
    }
  }

  @Test
  void ofAPublicNetworkItIsKnownWhetherAnythingNearItWasUsed() throws Exception {
    try (HistoryHarness operator = HistoryHarness.start(RULES)) {
      operator.send(use("203.0.1.1", "a", 1)).watermark(hour(25));
      operator.send(
          use("203.0.2.1", "a", 26),
          use("203.1.1.1", "a", 26),
          blocked("203.2.1.1", "a", 26),
          use("203.1.2.1", "a", 27),
          use("2001:db8:1::1", "a", 27));
      operator.watermark(hour(51)).send(use("2001:db8:2::1", "a", 51.5));
      assertThat(operator.novelties())
          .containsExactly(Novelty.NONE, ALL, ALL_WIDE, ALL_WIDE, ALL_WIDE, ALL_WIDE, ALL);
      operator.watermark(hour(24 * 4));
      assertThat(operator.snapshots())
          .extracting(told -> told.network().network())
          .as("wide networks are not told")
          .contains("203.0.1.0/24", "203.1.2.0/24", "2001:db8:2::/48")
          .allMatch(network -> network.endsWith("/24") || network.endsWith("/48"));
      operator.watermark(hour(24 * 60));
      assertThat(operator.storedEntries()).isZero();
      assertThat(operator.timers()).isZero();
    }
  }

  @Test
  void aWideNetworkThatNobodyUsedForLongIsNewAgain() throws Exception {
    try (HistoryHarness operator = HistoryHarness.start(RULES, 1)) {
      operator.watermark(hour(0));
      operator.send(use("203.0.1.1", "a", 1), use("198.51.1.1", "a", 1));
      operator.watermark(hour(24 * 20)).send(use("203.0.2.1", "a", 24 * 20 + 1));
      operator.watermark(hour(24 * 40));
      operator.send(use("203.0.1.1", "a", 24 * 40 + 1), use("198.51.1.1", "a", 24 * 40 + 1));
      assertThat(operator.novelties().subList(3, 5)).containsExactly(ALL, ALL_WIDE);
    }
  }

  @Test
  void ofAHistoryThatIsFullNothingIsNewAndThatIsCounted() throws Exception {
    try (HistoryHarness operator = HistoryHarness.start(configuration("novelty.max-services=16"))) {
      operator.watermark(hour(25));
      for (int i = 0; i < 20; i++) {
        operator.send(use("10.0.0." + i, "a", 26));
      }
      assertThat(operator.novelties().subList(16, 20))
          .containsOnly(new Novelty(false, false, true, false, false));
      assertThat(operator.count("historyUnknown")).isEqualTo(4);
    }
  }

  @Test
  void whatFindsNoPlaceToWaitIsNotNewAndCounted() throws Exception {
    try (HistoryHarness operator = HistoryHarness.start(RULES)) {
      for (int i = 0; i <= HeldEvents.CAPACITY; i++) {
        operator.send(use("10.0.0." + i % 250, "a", 30 + i * 1e-4));
      }
      assertThat(operator.novelties()).as("the one too many").containsExactly(Novelty.NONE);
      assertThat(operator.count("historyOverflow")).isEqualTo(1);
      operator.watermark(hour(40));
      assertThat(operator.events()).hasSize(HeldEvents.CAPACITY + 1);
    }
  }

  @Test
  void itIsToldWhenItIsSealedAndThenOnceADayIfItChanged() throws Exception {
    try (HistoryHarness operator = HistoryHarness.start(RULES)) {
      operator.send(use("10.0.0.1", "a", 1), use("10.0.0.2", "a", 5)).watermark(hour(23));
      assertThat(operator.snapshots()).isEmpty();
      operator.watermark(hour(24.5));
      assertThat(operator.snapshots()).singleElement().returns(2, told -> told.services().size());
      operator.send(use("10.0.0.3", "a", 26), use("10.0.0.4", "a", 27)).watermark(hour(48));
      assertThat(operator.snapshots()).hasSize(2).last().returns(4, told -> told.services().size());
      operator.watermark(hour(24 * 10));
      assertThat(operator.snapshots()).as("nothing changed").hasSize(2);
    }
  }

  @Test
  void aRestartForgetsNothing() throws Exception {
    OperatorSubtaskState state;
    try (HistoryHarness operator = HistoryHarness.start(RULES)) {
      operator.watermark(hour(23));
      operator.send(use("10.0.0.1", "a", 23.5), use("10.0.9.1", "a", 24.5));
      state = operator.snapshot();
    }
    try (HistoryHarness operator = HistoryHarness.restore(RULES, state)) {
      operator.watermark(hour(25)).send(use("10.0.0.1", "a", 26));
      assertThat(operator.novelties()).containsExactly(ALL, Novelty.FAMILIAR);
      assertThat(operator.snapshots()).hasSize(1);
      operator.watermark(hour(41));
      assertThat(operator.snapshots()).hasSize(3);
    }
  }

  @Test
  void moreSubtasksShareWhatOneKnew() throws Exception {
    List<IdentifiedEvent> first = new ArrayList<>();
    List<IdentifiedEvent> again = new ArrayList<>();
    for (int network = 0; network < 40; network++) {
      String wide = network % 2 == 0 ? "10.0." : "203." + network + ".";
      first.add(use(wide + network + ".1", "a", 1));
      again.add(use(wide + network + ".1", "a", 26));
    }
    OperatorSubtaskState state;
    try (HistoryHarness operator = HistoryHarness.start(RULES, 3)) {
      operator.watermark(hour(0)).send(first.toArray(IdentifiedEvent[]::new));
      state = operator.snapshot();
    }
    int known = 0;
    for (int subtask = 0; subtask < 2; subtask++) {
      try (HistoryHarness operator = HistoryHarness.restore(RULES, state, subtask, 2)) {
        operator.watermark(hour(25));
        int of = subtask;
        List<IdentifiedEvent> own =
            again.stream().filter(event -> HistoryHarness.subtask(event, 2) == of).toList();
        operator.send(own.toArray(IdentifiedEvent[]::new));
        assertThat(operator.novelties()).containsOnly(Novelty.FAMILIAR).hasSizeGreaterThan(5);
        known += own.size();
      }
    }
    assertThat(known).isEqualTo(again.size());
  }

  @Test
  void withoutASetTimeItWarmsUpFromItsFirstStartAndARestartDoesNotChangeThat() throws Exception {
    Configuration rules = Configuration.of("novelty.warm-up=0 s");
    OperatorSubtaskState state;
    try (HistoryHarness operator = HistoryHarness.start(rules)) {
      state = operator.snapshot();
    }
    Configuration later = Configuration.of("novelty.warm-up=300 d");
    double soon = (System.currentTimeMillis() - hour(0)) / 3_600_000.0 + 48;
    try (HistoryHarness operator = HistoryHarness.restore(later, state)) {
      operator.watermark(hour(soon)).send(use("10.0.0.1", "a", soon + 1));
      assertThat(operator.novelties()).containsExactly(ALL);
    }
    try (HistoryHarness operator = HistoryHarness.start(later)) {
      operator.watermark(hour(soon)).send(use("10.0.0.1", "a", soon + 1));
      assertThat(operator.novelties()).containsExactly(Novelty.NONE);
    }
  }

  @Test
  void whereModelsAreSealedAtASetTimeItIsReadyAHorizonBefore() throws Exception {
    Configuration rules =
        Configuration.of("promotion.seal-at=" + HistoryEvents.START.plusSeconds(48 * 3_600));
    try (HistoryHarness operator = HistoryHarness.start(rules)) {
      operator.watermark(hour(23.8)).send(use("10.0.0.1", "a", 23.9)).watermark(hour(25));
      operator.send(use("10.0.1.1", "a", 25.5));
      assertThat(operator.novelties()).containsExactly(Novelty.NONE, ALL);
    }
  }

  @Test
  void leavingOneOutOnlyWhatIsUsedAtNoOtherTimeIsNewAndItWaitsForTheEnd() throws Exception {
    Configuration rules = configuration("novelty.leave-one-out=true");
    try (HistoryHarness operator = HistoryHarness.start(rules)) {
      operator.send(use("10.0.0.1", "a", 1), blocked("10.0.9.2", "a", 2)).watermark(hour(40));
      operator.send(use("10.0.0.2", "a", 2), use("10.0.0.2", "a", 2.5)).watermark(hour(50));
      operator.send(use("10.0.0.1", "a", 60), use("10.0.0.1", "a", 90)).watermark(hour(90));
      assertThat(operator.novelties())
          .as("decided: it was used long before")
          .containsExactly(Novelty.NONE, Novelty.NONE);
      assertThat(operator.output()).noneMatch(Watermark.class::isInstance);
      operator.end();
      assertThat(operator.answers().values())
          .containsExactly(Novelty.NONE, ALL, SERVICE, SERVICE, Novelty.NONE, Novelty.NONE);
      assertThat(operator.snapshots()).singleElement().returns(2, told -> told.services().size());
      assertThat(operator.timers()).isZero();
    }
  }

  @Test
  void leavingOneOutDoesNotDependOnTheOrderOfArrival() throws Exception {
    Configuration rules = configuration("novelty.leave-one-out=true", "novelty.separation=1 min");
    Random random = new Random(19);
    List<IdentifiedEvent> events = new ArrayList<>(HistoryEvents.some(random, 200, 5));
    Map<String, Novelty> expected = null;
    for (int round = 0; round < 5; round++) {
      Collections.shuffle(events, random);
      try (HistoryHarness operator = HistoryHarness.start(rules, 2)) {
        operator.send(events.toArray(IdentifiedEvent[]::new)).end();
        expected = expected == null ? operator.answers() : expected;
        assertThat(operator.answers()).isEqualTo(expected).containsValue(SERVICE);
      }
    }
  }

  @Test
  void whatWasLearnedElsewhereIsKnownFromTheBeginning(@TempDir Path directory) throws Exception {
    Path file = learned(directory);
    try (HistoryHarness operator = HistoryHarness.start(Configuration.of("novelty.seed=" + file))) {
      assertWhatWasLearnedIsKnown(operator);
    }
  }

  @Test
  void aSeedAtTheStartIsStateAndIsSharedWhenTheJobIsRescaled(@TempDir Path directory)
      throws Exception {
    Path file = learned(directory);
    OperatorSubtaskState stored;
    try (HistoryHarness operator =
        HistoryHarness.start(
            Configuration.of("novelty.seed=" + file, "states.seed-at-start=true"))) {
      stored = operator.snapshot();
    }
    Files.delete(file);
    try (HistoryHarness operator = HistoryHarness.restore(Configuration.of(), stored)) {
      assertWhatWasLearnedIsKnown(operator);
    }
    IdentifiedEvent known = use("203.0.1.1", "a", 1);
    int subtask = HistoryHarness.subtask(known, 3);
    try (HistoryHarness operator = HistoryHarness.restore(Configuration.of(), stored, subtask, 3)) {
      operator.watermark(hour(0));
      assertThat(operator.send(known).novelties()).containsExactly(Novelty.FAMILIAR);
    }
  }

  /** Two services of two networks, one of them in a wide network. */
  private static Path learned(Path directory) throws Exception {
    List<HistorySnapshot> learned;
    try (HistoryHarness operator =
        HistoryHarness.start(configuration("novelty.leave-one-out=true"))) {
      operator.send(use("10.0.0.1", "a", 1000), use("203.0.1.1", "a", 1000)).end();
      learned = operator.snapshots();
    }
    for (String forgotten : List.of("10.0.1.2", "203.1.1.1")) {
      RemoteNetwork network = RemoteNetwork.of("acme", forgotten);
      learned.add(new HistorySnapshot(network, Long.MAX_VALUE, List.of()));
    }
    Path file = directory.resolve("address-history.json");
    Files.writeString(
        file,
        learned.stream()
            .map(told -> RecordJson.write(HistoryMapping.toRecord(told)))
            .collect(Collectors.joining(",\n", "[", "]")));
    return file;
  }

  private static void assertWhatWasLearnedIsKnown(HistoryHarness operator) throws Exception {
    operator.watermark(hour(0));
    operator.send(
        use("10.0.0.1", "a", 1),
        use("10.0.0.1", "b", 1),
        use("10.0.0.2", "a", 1),
        use("10.0.1.2", "a", 1),
        use("203.0.2.1", "a", 1),
        use("203.1.1.1", "a", 1));
    assertThat(operator.novelties())
        .containsExactly(Novelty.FAMILIAR, TO_PROCESS, SERVICE, ALL, ALL, ALL_WIDE);
  }

  @Test
  void aSeedThatIsNoSeedIsRefusedBeforeAnythingIsRead(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("x.json"), "{}");
    assertThatThrownBy(() -> HistoryHarness.start(Configuration.of("novelty.seed=" + file)))
        .hasMessageContaining("holds no address histories: expected a JSON array");
  }
}
