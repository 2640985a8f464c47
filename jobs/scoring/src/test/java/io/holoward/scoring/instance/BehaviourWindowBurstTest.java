package io.holoward.scoring.instance;

import static io.holoward.scoring.instance.InstanceEvents.as;
import static io.holoward.scoring.instance.InstanceEvents.connectionTo;
import static io.holoward.scoring.instance.InstanceEvents.repetitionsTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.features.Novelty;
import io.holoward.detection.history.NoveltyBurst;
import io.holoward.detection.history.Service;
import io.holoward.detection.sighting.Sighting;
import io.holoward.detection.sighting.Sighting.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BehaviourWindowBurstTest {

  private static final String ASSESS = "evaluation.assess=true";
  private static final Novelty NEW = new Novelty(true, false, false, false, false);
  private static final double NEVER = 1e6;

  private static InstanceEvent toPublic(int host, double minute) {
    return connectionTo("203.0.113." + host, minute, NEW);
  }

  /** The addresses something is told to be new at, in the order it is told. */
  private static List<String> newAt(List<Sighting> sightings) {
    return sightings.stream()
        .filter(sighting -> isOne(sighting) && sighting.signature().contains("newService"))
        .map(BehaviourWindowBurstTest::address)
        .toList();
  }

  private static boolean isOne(Sighting sighting) {
    return sighting.kind() == Kind.FIRST
        || sighting.kind() == Kind.ASSESSMENT
        || sighting.kind() == Kind.BLOCKED;
  }

  private static String address(Sighting sighting) {
    return sighting.connections().get(0).remote().address();
  }

  @Test
  void fromTheFourthNewServiceOnNothingIsNew() throws Exception {
    try (WindowHarness window = new WindowHarness(ASSESS)) {
      for (int host = 1; host <= 6; host++) {
        window.send(toPublic(host, 0.1 * host));
      }
      window.send(toPublic(2, 3)).closeUntil(4);
      assertThat(newAt(window.sightings()))
          .containsExactly("203.0.113.1", "203.0.113.2", "203.0.113.3", "203.0.113.2");
      assertThat(window.sightings()).hasSize(7);
      assertThat(window.count("burstSilenced")).isEqualTo(3);
    }
  }

  @Test
  void theNextWindowBeginsAnew() throws Exception {
    try (WindowHarness window = new WindowHarness(ASSESS, "novelty.burst=1")) {
      window.send(toPublic(1, 1), toPublic(2, 2), toPublic(3, 6), toPublic(4, 7)).closeUntil(10);
      assertThat(newAt(window.sightings())).containsExactly("203.0.113.1", "203.0.113.3");
    }
  }

  @Test
  void aScanOfPrivateAddressesStaysVisibleAndWaitsForNothing() throws Exception {
    try (WindowHarness window = new WindowHarness(ASSESS)) {
      for (int host = 1; host <= 20; host++) {
        window.send(connectionTo("10.0.0." + host, 1, NEW));
      }
      assertThat(newAt(window.sightings())).hasSize(20);
    }
  }

  @Test
  void itWaitsUntilTheWatermarkHasReachedIt() throws Exception {
    try (WindowHarness window = new WindowHarness()) {
      window.send(toPublic(1, 3)).closeUntil(2 - 1e-3);
      assertThat(window.sightings()).isEmpty();
      window.closeUntil(2);
      assertThat(newAt(window.sightings())).containsExactly("203.0.113.1");
    }
  }

  @Test
  void whatTheWatermarkHasPassedIsTakenAtOnceAndWhatItsWindowHasIsLate() throws Exception {
    try (WindowHarness window = new WindowHarness("novelty.burst=1")) {
      window.send(toPublic(1, 2)).closeUntil(4 - 1e-3).send(toPublic(2, 1), toPublic(3, 4));
      assertThat(newAt(window.sightings())).containsExactly("203.0.113.1");
      assertThat(window.sightings(Kind.FIRST)).hasSize(2);
      window.closeUntil(5).send(toPublic(4, 1));
      assertThat(window.sightings(Kind.LATE))
          .singleElement()
          .satisfies(late -> assertThat(late.signature()).contains("newService"));
    }
  }

  @Test
  void refusedConnectionsTakeAPlaceAsWell() throws Exception {
    try (WindowHarness window = new WindowHarness("novelty.burst=1")) {
      window
          .send(as(InstanceEvent.Kind.BLOCKED, toPublic(1, 1)), toPublic(2, 2))
          .send(as(InstanceEvent.Kind.BLOCKED, toPublic(3, 3)))
          .closeUntil(4);
      assertThat(newAt(window.sightings())).containsExactly("203.0.113.1");
      assertThat(window.sightings(Kind.BLOCKED)).hasSize(2);
    }
  }

  @Test
  void repetitionsAreCountedForWhatIsLeftOfTheirConnection() throws Exception {
    try (WindowHarness window = new WindowHarness("novelty.burst=1")) {
      window.send(repetitionsTo("203.0.113.1", 1, 2, 3), repetitionsTo("203.0.113.2", 2, 3));
      window.send(toPublic(2, 2), toPublic(1, 1)).closeUntil(5);
      assertThat(window.sightings(Kind.REPETITION))
          .extracting(s -> s.count() + " " + s.signature().contains("newService"))
          .containsExactlyInAnyOrder("2 true", "1 false");
    }
  }

  @Test
  void aUnionHasWhatWasTold() throws Exception {
    try (WindowHarness window = new WindowHarness("record=window", "novelty.burst=1")) {
      window
          .send(
              toPublic(1, 1),
              connectionTo("203.0.113.2", 2, new Novelty(false, false, true, false, false)))
          .closeUntil(5);
      assertThat(window.sightings())
          .singleElement()
          .satisfies(
              union ->
                  assertThat(union.signature())
                      .contains("newService")
                      .doesNotContain("newNetwork"));
    }
  }

  @Test
  void withoutALimitNothingWaitsAndNothingIsSilenced() throws Exception {
    try (WindowHarness window = new WindowHarness(ASSESS, "novelty.burst=0")) {
      for (int host = 1; host <= 20; host++) {
        window.send(toPublic(host, 1));
      }
      assertThat(newAt(window.sightings())).hasSize(20);
    }
  }

  @Test
  void beyondWhatMayWaitIsSilentAtOnceAndCounted() throws Exception {
    try (WindowHarness window = new WindowHarness(ASSESS)) {
      for (int i = 0; i <= HeldEvents.CAPACITY; i++) {
        window.send(toPublic(i % 100, 1));
      }
      assertThat(window.sightings()).hasSize(1);
      assertThat(newAt(window.sightings())).isEmpty();
      assertThat(window.count("burstOverflow")).isEqualTo(1);
      window.closeUntil(5);
      assertThat(window.sightings().stream().filter(BehaviourWindowBurstTest::isOne))
          .hasSize(HeldEvents.CAPACITY + 1);
    }
  }

  @Test
  void whatWaitsAndWhatWasToldSurviveARestore() throws Exception {
    try (WindowHarness before = new WindowHarness(ASSESS, "novelty.burst=2")) {
      before.send(toPublic(1, 0)).closeUntil(0).send(toPublic(3, 3), toPublic(2, 2));
      try (WindowHarness after = new WindowHarness(before.snapshot(), ASSESS, "novelty.burst=2")) {
        after.send(toPublic(4, 4)).closeUntil(4);
        assertThat(after.sightings()).hasSize(3);
        assertThat(newAt(after.sightings())).containsExactly("203.0.113.2");
        after.closeUntil(NEVER);
        assertThat(after.stateEntries()).isZero();
        assertThat(after.timers()).isZero();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void whoIsToldIsAMatterOfEventTimeNotOfArrival(long seed) throws Exception {
    Random random = new Random(seed);
    List<InstanceEvent> events = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      events.add(toPublic(random.nextInt(8), random.nextInt(20)));
    }
    List<String> expected = byDefinition(events, 3);
    try (WindowHarness steady = new WindowHarness(ASSESS);
        WindowHarness atTheEnd = new WindowHarness(ASSESS)) {
      Collections.shuffle(events, random);
      atTheEnd.send(events).closeUntil(NEVER);
      events.sort(Comparator.comparingLong(event -> event.lastSeen() / 120_000));
      for (InstanceEvent event : events) {
        steady.send(event).closeUntil(event.lastSeen() / 120_000 * 2.0 - shift() - 1e-3);
      }
      steady.closeUntil(NEVER);
      assertThat(told(atTheEnd)).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(told(steady)).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  /** The minute zero of {@link InstanceEvents}, and the minute a watermark is ahead of its call. */
  private static double shift() {
    return InstanceEvents.START / 60_000.0 + 1;
  }

  private static List<String> told(WindowHarness window) {
    return window.sightings().stream()
        .filter(BehaviourWindowBurstTest::isOne)
        .map(s -> s.firstSeen() + " " + address(s) + " " + s.signature().contains("newService"))
        .toList();
  }

  private static List<String> byDefinition(List<InstanceEvent> events, int limit) {
    List<InstanceEvent> inOrder = new ArrayList<>(events);
    inOrder.sort(
        Comparator.comparingLong(InstanceEvent::lastSeen)
            .thenComparing(event -> Service.of(event.connections().get(0))));
    Map<Long, NoveltyBurst> bursts = new HashMap<>();
    List<String> told = new ArrayList<>();
    for (InstanceEvent event : inOrder) {
      NoveltyBurst burst =
          bursts.computeIfAbsent(event.windowEnd(), end -> new NoveltyBurst(limit, List.of()));
      Service service = Service.of(event.connections().get(0));
      told.add(event.lastSeen() + " " + service.address() + " " + burst.tells(service));
    }
    return told;
  }
}
