package io.holoward.scoring.instance;

import static io.holoward.scoring.instance.InstanceEvents.acceptedFrom;
import static io.holoward.scoring.instance.InstanceEvents.as;
import static io.holoward.scoring.instance.InstanceEvents.connectionTo;
import static io.holoward.scoring.instance.InstanceEvents.loopback;
import static io.holoward.scoring.instance.InstanceEvents.minute;
import static io.holoward.scoring.instance.InstanceEvents.of;
import static io.holoward.scoring.instance.InstanceEvents.repetitionsFrom;
import static io.holoward.scoring.instance.InstanceEvents.repetitionsTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.features.Novelty;
import io.holoward.detection.identity.InstanceKey;
import io.holoward.detection.sighting.Sighting;
import io.holoward.detection.sighting.Sighting.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BehaviourWindowServicesTest {

  private static final String KNOWN = "10.0.0.1";
  private static final String NEW = "10.0.0.2";
  private static final String FIVE = "beacon.min-connections=5";
  private static final String SIX_TENTHS = "beacon.max-variation=0.6";
  private static final Novelty NEW_SERVICE = new Novelty(true, false, false, false, false);
  private static final String WEB = "outgoingIPv4hasPrivate outgoingWellKnownTCPPort_443";
  private static final String NEW_WEB = "newServiceOrganisation " + WEB;

  private static List<String> told(List<Sighting> sightings) {
    return sightings.stream().map(s -> s.kind() + " " + s.count() + " " + s.signature()).toList();
  }

  @Test
  void aSignatureSaysWhatIsNewAboutItsConnection() throws Exception {
    try (WindowHarness window = new WindowHarness("evaluation.assess=true")) {
      window.send(
          connectionTo(KNOWN, 1),
          connectionTo(NEW, 2, NEW_SERVICE),
          connectionTo("10.0.0.3", 3, NEW_SERVICE),
          as(InstanceEvent.Kind.BLOCKED, connectionTo("10.0.0.4", 4, NEW_SERVICE)));
      window.closeUntil(5).send(connectionTo("10.0.0.5", 4, NEW_SERVICE));
      assertThat(told(window.sightings()))
          .containsExactly(
              "FIRST 1 " + WEB,
              "FIRST 1 " + NEW_WEB,
              "ASSESSMENT 1 " + NEW_WEB,
              "BLOCKED 1 " + NEW_WEB,
              "REPETITION 1 " + NEW_WEB,
              "LATE 1 " + NEW_WEB);
    }
  }

  @Test
  void familiarAndUnfamiliarServicesStayApartButAUnionKnowsNothingOfIt() throws Exception {
    for (String record : List.of("record=signature", "record=window")) {
      try (WindowHarness window = new WindowHarness(record)) {
        window.send(
            connectionTo(KNOWN, 1, Novelty.FAMILIAR),
            connectionTo(NEW, 2),
            connectionTo("10.0.0.3", 3, Novelty.FAMILIAR));
        window.closeUntil(5);
        assertThat(told(window.sightings()))
            .containsExactlyElementsOf(
                record.endsWith("window")
                    ? List.of("FIRST 3 " + WEB)
                    : List.of(
                        "FIRST 1 familiarService " + WEB,
                        "FIRST 1 " + WEB,
                        "REPETITION 1 familiarService " + WEB));
      }
    }
  }

  @Test
  void repetitionsAreCountedForWhatTheFirstOfThemShowedAlsoWhenTheyOvertakeIt() throws Exception {
    List<InstanceEvent> events =
        List.of(
            connectionTo(KNOWN, 1),
            connectionTo(NEW, 1, NEW_SERVICE),
            repetitionsTo(KNOWN, 1, 2, 3),
            repetitionsTo(NEW, 1, 2, 3, 4));
    for (int rotation = 0; rotation < events.size(); rotation++) {
      List<InstanceEvent> rotated = new ArrayList<>(events);
      Collections.rotate(rotated, rotation);
      try (WindowHarness window = new WindowHarness(FIVE, SIX_TENTHS)) {
        window.send(rotated);
        assertThat(window.sightings(Kind.FIRST)).hasSize(2);
        window.closeUntil(5);
        assertThat(told(window.sightings(Kind.REPETITION)))
            .containsExactlyInAnyOrder("REPETITION 2 " + WEB, "REPETITION 3 " + NEW_WEB);
      }
    }
  }

  @Test
  void repetitionsOfAClientAreCountedForWhatItsFirstConnectionShowed() throws Exception {
    String smb = "inboundWellKnownTCPPort_443";
    Novelty newClient = new Novelty(false, true, false, false, false);
    try (WindowHarness window = new WindowHarness(FIVE, SIX_TENTHS)) {
      window.send(
          acceptedFrom("10.0.0.1", 1, Novelty.NONE),
          repetitionsFrom("10.0.0.2", 2, 3),
          acceptedFrom("10.0.0.2", 1, newClient),
          repetitionsFrom("10.0.0.1", 2, 5));
      window.closeUntil(5);
      assertThat(told(window.sightings()))
          .containsExactly(
              "FIRST 1 " + smb,
              "FIRST 1 " + smb + " newClientProcess",
              "REPETITION 5 " + smb,
              "REPETITION 3 " + smb + " newClientProcess");
    }
  }

  @Test
  void repetitionsAloneRaiseNothingAndAreCountedForWhatTheirServiceTells() throws Exception {
    try (WindowHarness window = new WindowHarness(FIVE, SIX_TENTHS)) {
      window.send(repetitionsTo(KNOWN, 1, 2, 3), repetitionsTo(NEW, 1, 4));
      assertThat(window.sightings()).isEmpty();
      window.closeUntil(5);
      assertThat(told(window.sightings())).containsExactly("REPETITION 3 " + WEB);
      assertThat(window.sightings().get(0).lastSeen()).isEqualTo(minute(4));
    }
  }

  @Test
  void refusedRepetitionsKeepToTheRefusedConnection() throws Exception {
    for (String record : List.of("record=signature", "record=window")) {
      try (WindowHarness window = new WindowHarness(record)) {
        window.send(
            as(InstanceEvent.Kind.BLOCKED_REPETITION, repetitionsTo(NEW, 1, 2, 3)),
            as(InstanceEvent.Kind.BLOCKED, connectionTo(NEW, 1, NEW_SERVICE)),
            as(InstanceEvent.Kind.BLOCKED_REPETITION, repetitionsTo(KNOWN, 1, 2)));
        window.closeUntil(5);
        assertThat(told(window.sightings()))
            .containsExactly(
                "BLOCKED 1 " + NEW_WEB,
                "BLOCKED_REPETITION 2 " + NEW_WEB,
                "BLOCKED_REPETITION 1 " + WEB);
        assertThat(window.stateEntries()).as("what was refused is no rhythm").isZero();
      }
    }
  }

  @Test
  void aServiceOfTheHostItselfIsAnotherService() throws Exception {
    try (WindowHarness window = new WindowHarness(FIVE, SIX_TENTHS)) {
      window.send(
          connectionTo(NEW, 1, NEW_SERVICE),
          loopback(connectionTo(NEW, 1)),
          loopback(repetitionsTo(NEW, 1, 2, 3, 4)));
      window.closeUntil(5);
      assertThat(told(window.sightings(Kind.REPETITION)))
          .singleElement()
          .asString()
          .startsWith("REPETITION 3 ")
          .doesNotContain("newService");
    }
  }

  @Test
  void theUnionOfAWindowHasWhatIsNewAndCountsWhatCameEarly() throws Exception {
    try (WindowHarness window = new WindowHarness("record=window", FIVE, SIX_TENTHS)) {
      window.send(
          repetitionsTo(NEW, 1, 2, 3), connectionTo(KNOWN, 2), connectionTo(NEW, 1, NEW_SERVICE));
      window.closeUntil(5);
      assertThat(told(window.sightings())).containsExactly("FIRST 4 " + NEW_WEB);
    }
  }

  @Test
  void ofTooManyServicesTheFurtherOnesAreStillCounted() throws Exception {
    int services = 600;
    try (WindowHarness window = new WindowHarness(FIVE, SIX_TENTHS)) {
      for (int i = 0; i < services; i++) {
        window.send(connectionTo("10.1." + i / 250 + "." + i % 250, 1));
      }
      for (int i = 0; i < services; i++) {
        window.send(repetitionsTo("10.1." + i / 250 + "." + i % 250, 1, 2, 3));
      }
      window.closeUntil(5);
      assertThat(window.count("serviceOverflow")).isEqualTo(2L * (services - 512));
      assertThat(window.sightings(Kind.FIRST)).hasSize(1);
      assertThat(window.sightings().stream().mapToLong(Sighting::count).sum())
          .isEqualTo(3L * services);
    }
  }

  @Test
  void aBeaconIsToldWhenTheWindowClosesThatCompletesItAndOnceAWindow() throws Exception {
    try (WindowHarness window = new WindowHarness(FIVE, SIX_TENTHS)) {
      for (int minute = 0; minute < 15; minute += 2) {
        window.send(connectionTo(NEW, minute, minute < 5 ? NEW_SERVICE : Novelty.NONE));
      }
      window.closeUntil(5);
      assertThat(window.sightings(Kind.BEACON)).as("three connections").isEmpty();
      window.closeUntil(10 - 1e-3);
      assertThat(window.sightings(Kind.BEACON)).as("never early").isEmpty();
      window.closeUntil(10);
      assertThat(window.sightings(Kind.BEACON))
          .singleElement()
          .satisfies(
              beacon -> {
                assertThat(beacon.rhythm().connections()).isEqualTo(5);
                assertThat(beacon.rhythm().meanGap()).isEqualTo(120);
                assertThat(beacon.rhythm().variation()).isZero();
                assertThat(beacon.windowEnd()).isEqualTo(minute(10));
                assertThat(beacon.firstSeen()).isEqualTo(minute(6));
                assertThat(beacon.lastSeen()).isEqualTo(minute(8));
                assertThat(beacon.count()).as("of this window").isEqualTo(2);
                assertThat(beacon.signature()).contains(WEB).doesNotContain("newService");
                assertThat(beacon.connections().get(0).remote().address()).isEqualTo(NEW);
                assertThat(beacon.source()).isNotNull();
              });
      window.closeUntil(15);
      assertThat(window.sightings(Kind.BEACON))
          .extracting(beacon -> beacon.rhythm().connections())
          .containsExactly(5L, 8L);
    }
  }

  @Test
  void countsOfTheFrontMakeABeaconAsWellAsConnectionsDo() throws Exception {
    try (WindowHarness window = new WindowHarness(FIVE, SIX_TENTHS)) {
      window.send(repetitionsTo(KNOWN, 0, 1, 2, 3, 4), connectionTo(KNOWN, 0));
      window.send(connectionTo(NEW, 0), repetitionsTo(NEW, 0, 0.1, 0.2, 3, 4));
      window.send(
          connectionTo("10.0.0.3", 0), repetitionsTo("10.0.0.3", 0, 0.01, 0.02, 0.03, 0.04));
      window.closeUntil(5);
      assertThat(window.sightings(Kind.BEACON))
          .extracting(beacon -> beacon.connections().get(0).remote().address())
          .as("neither irregular ones nor a burst")
          .containsExactly(KNOWN);
    }
  }

  @Test
  void whatLiesBeyondTheHorizonIsForgotten() throws Exception {
    try (WindowHarness window = new WindowHarness(FIVE, SIX_TENTHS)) {
      for (int minute = 0; minute < 200; minute += 14) {
        window.send(connectionTo(KNOWN, minute)).closeUntil(minute - 6);
      }
      window.closeUntil(200);
      assertThat(window.sightings(Kind.BEACON))
          .as("five within an hour, but for the windows that begin with one")
          .allMatch(beacon -> beacon.rhythm().connections() == 5)
          .hasSize(9);
      window.closeUntil(400);
      assertThat(window.stateEntries()).isZero();
      assertThat(window.timers()).isZero();
    }
  }

  @Test
  void rhythmsOfOneHorizonAreNotForgottenAllAtOnce() throws Exception {
    Random random = new Random(5);
    try (WindowHarness window = new WindowHarness()) {
      for (int i = 0; i < 600; i++) {
        InstanceKey instance = new InstanceKey(random.nextLong(), random.nextLong());
        window.send(of(instance, connectionTo(KNOWN, 1)));
      }
      assertThat(window.closeUntil(5).stateEntries()).isEqualTo(600);
      assertThat(window.closeUntil(95).stateEntries())
          .as("half a horizon after the first may go")
          .isBetween(240, 360);
      assertThat(window.closeUntil(130).stateEntries()).isZero();
      assertThat(window.timers()).isZero();
    }
  }

  @Test
  void ofTooManyServicesWithinTheHorizonTheFurtherOnesAreForgottenAndCounted() throws Exception {
    try (WindowHarness window = new WindowHarness(FIVE, SIX_TENTHS)) {
      for (int i = 0; i < 5 * 500; i++) {
        window.send(connectionTo("10." + i / 250 + ".1." + i % 250, i / 500 * 5));
      }
      window.closeUntil(25);
      assertThat(window.count("serviceOverflow")).isZero();
      assertThat(window.count("rhythmOverflow")).isEqualTo(5 * 500 - 2048);
    }
  }

  @Test
  void aRestoreInTheMiddleChangesNothing() throws Exception {
    List<String> whole = new ArrayList<>();
    List<String> halves = new ArrayList<>();
    try (WindowHarness window = new WindowHarness(FIVE, SIX_TENTHS)) {
      sendBeacon(window, 0, 30).closeUntil(60);
      whole.addAll(told(window.sightings()));
    }
    try (WindowHarness before = new WindowHarness(FIVE, SIX_TENTHS)) {
      sendBeacon(before, 0, 17);
      halves.addAll(told(before.sightings()));
      try (WindowHarness after = new WindowHarness(before.snapshot(), FIVE, SIX_TENTHS)) {
        sendBeacon(after, 17, 30).closeUntil(60);
        halves.addAll(told(after.sightings()));
      }
    }
    assertThat(whole).anyMatch(line -> line.startsWith("BEACON"));
    assertThat(halves).isEqualTo(whole);
  }

  private static WindowHarness sendBeacon(WindowHarness window, int from, int to) throws Exception {
    for (int minute = from; minute < to; minute++) {
      window.send(connectionTo(NEW, minute)).closeUntil(minute - 5);
    }
    return window;
  }

  @Test
  void inAUnionABeaconIsAColumnAndNoRecordOfItsOwn() throws Exception {
    try (WindowHarness window = new WindowHarness("record=window", FIVE, SIX_TENTHS)) {
      window.send(connectionTo(KNOWN, 0), repetitionsTo(KNOWN, 0, 1, 2, 3, 4)).closeUntil(5);
      assertThat(window.sightings()).extracting(Sighting::kind).containsExactly(Kind.FIRST);
    }
  }

  @Test
  void switchedOffNothingIsKept() throws Exception {
    try (WindowHarness window = new WindowHarness("features.off=[beacon]")) {
      window.send(connectionTo(KNOWN, 0), repetitionsTo(KNOWN, 0, 1, 2, 3, 4)).closeUntil(5);
      assertThat(told(window.sightings())).containsExactly("FIRST 1 " + WEB, "REPETITION 4 " + WEB);
      assertThat(window.stateEntries()).isZero();
      assertThat(window.timers()).isZero();
    }
  }

  @Test
  void whatIsLateIsPartOfNoRhythm() throws Exception {
    try (WindowHarness window = new WindowHarness(FIVE, SIX_TENTHS)) {
      window.send(connectionTo(KNOWN, 0), connectionTo(KNOWN, 1), connectionTo(KNOWN, 2));
      window.closeUntil(5).send(connectionTo(KNOWN, 3), repetitionsTo(KNOWN, 3, 4));
      window.send(connectionTo(KNOWN, 6)).closeUntil(10);
      assertThat(window.sightings(Kind.LATE)).hasSize(1);
      assertThat(window.sightings(Kind.BEACON)).isEmpty();
    }
  }

  /** Each order keeps the watermark that closes a window behind all of its events. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void theOrderOfArrivalWithinTheWatermarkChangesNothing(long seed) throws Exception {
    List<List<InstanceEvent>> windows = windows(new Random(9));
    List<String> expected = outcome(windows);
    Random random = new Random(seed);
    windows.forEach(window -> Collections.shuffle(window, random));
    assertThat(outcome(windows)).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(expected).anyMatch(line -> line.startsWith("BEACON"));
  }

  private static List<List<InstanceEvent>> windows(Random random) {
    List<List<InstanceEvent>> windows = new ArrayList<>();
    for (int start = 0; start < 60; start += 5) {
      List<InstanceEvent> window = new ArrayList<>();
      for (int service = 0; service < 8; service++) {
        String address = "10.0.0." + service;
        Novelty novelty = service % 3 == 0 ? NEW_SERVICE : Novelty.NONE;
        double[] times =
            service < 2
                ? new double[] {start, start + 1, start + 2}
                : random.doubles(2 + random.nextInt(5), start, start + 2.4).sorted().toArray();
        window.add(connectionTo(address, times[0], novelty));
        window.add(repetitionsTo(address, times));
        window.add(connectionTo(address, start + 3 + random.nextDouble(), novelty));
      }
      windows.add(window);
    }
    return windows;
  }

  private static List<String> outcome(List<List<InstanceEvent>> windows) throws Exception {
    try (WindowHarness harness = new WindowHarness(FIVE, SIX_TENTHS)) {
      for (int i = 0; i < windows.size(); i++) {
        harness.send(windows.get(i)).closeUntil(5.0 * i);
      }
      return harness.closeUntil(500).sightings().stream()
          .map(s -> s.kind() + " " + s.windowEnd() + " " + s.signature() + " " + beacon(s))
          .toList();
    }
  }

  private static String beacon(Sighting sighting) {
    return sighting.kind() == Kind.BEACON
        ? sighting.count() + " " + sighting.connections().get(0) + " " + sighting.rhythm()
        : sighting.count() + "";
  }
}
