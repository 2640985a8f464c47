package io.holoward.detection.lifecycle;

import static io.holoward.detection.lifecycle.Profiles.NEW_SERVICE;
import static io.holoward.detection.lifecycle.Profiles.NOVELTY;
import static io.holoward.detection.lifecycle.Profiles.USUAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.features.FeatureSet;
import io.holoward.detection.features.Novelty;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.sighting.Sighting;
import io.holoward.detection.sighting.Sighting.Kind;
import io.holoward.entropy.RecordCounts;
import io.holoward.entropy.Signature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WindowLearningTest {

  private static final long WINDOW = 300_000;
  private static final int MIN_RECORDS = 20;

  /** Event time from which it is told what is new. */
  private static final long READY = 10;

  private static final Signature NEW_TO_PROCESS =
      Signature.parse(USUAL.text() + " " + Novelty.SERVICE_PROCESS);

  private static WindowLearning learning(boolean leaveOneOut) {
    return new WindowLearning(
        new NoveltyLearning(
            new NoveltyRules(Duration.ofHours(24), MIN_RECORDS, 0.3, leaveOneOut, false), READY));
  }

  private static Sighting sighting(Kind kind, String instance, long time, Signature signature) {
    return to("10.1.2.3", Direction.OUT, kind, instance, time, signature);
  }

  private static Sighting to(
      String remote,
      Direction direction,
      Kind kind,
      String instance,
      long time,
      Signature signature) {
    return new Sighting(
        "default",
        "host-of-" + instance,
        instance,
        Profiles.PROCESS,
        "svchost.exe",
        new ProcessReference(null, 7, null, null, null, null),
        kind,
        Math.floorDiv(time, WINDOW) * WINDOW + WINDOW,
        time,
        signature.text(),
        List.of(
            new OrientedConnection(
                direction, Protocol.TCP, Endpoint.ANY, new Endpoint(remote, 443))),
        1,
        time,
        time,
        null,
        null,
        null,
        new SourcePosition("events", time),
        null);
  }

  private static ProcessProfile fresh(FeatureSet features) {
    return new ProcessProfile(Profiles.PROCESS, 4096, features);
  }

  private static long[] counts(ProcessProfile profile, Signature... signatures) {
    return Arrays.stream(signatures).mapToLong(profile.counts::count).toArray();
  }

  @Test
  void whatIsTheSameWithoutAnUnspokenColumnIsLearnedOnceAnInstance() {
    ProcessProfile profile = fresh(FeatureSet.TABLE_2);
    learning(false)
        .learn(
            profile,
            List.of(
                sighting(Kind.FIRST, "a", 1, USUAL),
                sighting(Kind.FIRST, "a", 2, NEW_SERVICE),
                sighting(Kind.FIRST, "b", 3, NEW_SERVICE)));
    assertThat(counts(profile, USUAL, NEW_SERVICE)).containsExactly(2, 0);
  }

  @Test
  void nothingIsNewToAProcessBeforeTheWindowInWhichItHasItsRecords() {
    ProcessProfile profile = fresh(NOVELTY);
    WindowLearning learning = learning(false);
    List<Sighting> first = new ArrayList<>();
    for (int i = 0; i < MIN_RECORDS - 1; i++) {
      first.add(sighting(Kind.FIRST, "instance-" + i, i, USUAL));
    }
    learning.learn(profile, first);
    learning.learn(
        profile,
        List.of(
            sighting(Kind.FIRST, "a", WINDOW, NEW_TO_PROCESS),
            sighting(Kind.FIRST, "b", WINDOW + 1, NEW_TO_PROCESS)));
    assertThat(counts(profile, USUAL, NEW_TO_PROCESS)).containsExactly(MIN_RECORDS + 1, 0);

    learning.learn(profile, List.of(sighting(Kind.FIRST, "a", 2 * WINDOW, NEW_TO_PROCESS)));
    assertThat(counts(profile, USUAL, NEW_TO_PROCESS)).containsExactly(MIN_RECORDS + 1, 1);
  }

  @Test
  void aClientIsNewOnlyToAProcessThatIsKnownAndMakesNoRoamer() {
    Signature newClient = Signature.parse(Novelty.CLIENT_PROCESS + " " + USUAL.text());
    ProcessProfile profile = fresh(NOVELTY);
    List<Sighting> window = List.of(sighting(Kind.FIRST, "a", READY, newClient));
    learning(false).learn(profile, window);
    assertThat(counts(profile, USUAL, newClient)).containsExactly(1, 0);
    assertThat(profile.tally).isEqualTo(new NoveltyTally(1, 0));

    ProcessProfile bounded = fresh(NOVELTY);
    learning(true).learn(bounded, window);
    assertThat(counts(bounded, USUAL, newClient)).containsExactly(0, 1);
  }

  @Test
  void aBoundedLearningPassNeedsNoRecordsBefore() {
    ProcessProfile profile = fresh(NOVELTY);
    learning(true).learn(profile, List.of(sighting(Kind.FIRST, "a", 1, NEW_TO_PROCESS)));
    assertThat(counts(profile, USUAL, NEW_TO_PROCESS)).containsExactly(0, 1);
  }

  @Test
  void aBeaconIsARecordOfItsOwnForWhoSpeaksOfBeacons() {
    Signature beacon = Signature.parse(USUAL.text() + " beacon");
    List<Sighting> window =
        List.of(
            sighting(Kind.FIRST, "a", 1, USUAL),
            sighting(Kind.BEACON, "a", 2, beacon),
            sighting(Kind.BEACON, "a", 3, beacon));
    ProcessProfile speaks = fresh(FeatureSet.of(List.of("beacon")));
    learning(false).learn(speaks, window);
    assertThat(counts(speaks, USUAL, beacon)).containsExactly(1, 1);

    ProcessProfile silent = fresh(FeatureSet.TABLE_2);
    learning(false).learn(silent, List.of(sighting(Kind.BEACON, "a", 2, USUAL)));
    assertThat(silent.records()).isZero();
  }

  @Test
  void refusedConnectionsAndCountsAreSeenAndNotLearned() {
    ProcessProfile profile = fresh(NOVELTY);
    learning(false)
        .learn(
            profile,
            List.of(
                sighting(Kind.BLOCKED, "a", 1, USUAL), sighting(Kind.REPETITION, "a", 9, USUAL)));
    assertThat(profile.records()).isZero();
    assertThat(profile.lastSeen()).isEqualTo(9);
  }

  @Test
  void anInstanceGoesToNewPlacesInAWindowWhateverElseItDoes() {
    ProcessProfile profile = fresh(NOVELTY);
    learning(false)
        .learn(
            profile,
            List.of(
                sighting(Kind.FIRST, "a", 20, USUAL),
                sighting(Kind.FIRST, "a", 21, NEW_SERVICE),
                sighting(Kind.FIRST, "a", 22, NEW_TO_PROCESS),
                sighting(Kind.FIRST, "b", 23, USUAL),
                sighting(Kind.FIRST, "c", 24, NEW_TO_PROCESS)));
    assertThat(profile.tally).isEqualTo(new NoveltyTally(3, 2));
  }

  @Test
  void whoOnlyTalksToItsOwnHostToGroupsOrIsCalledGoesNowhere() {
    ProcessProfile profile = fresh(NOVELTY);
    learning(false)
        .learn(
            profile,
            List.of(
                to("127.0.0.1", Direction.OUT, Kind.FIRST, "a", 20, USUAL),
                to("224.0.0.252", Direction.OUT, Kind.FIRST, "b", 21, USUAL),
                to("10.1.2.3", Direction.IN, Kind.FIRST, "c", 22, USUAL),
                to("10.1.2.3", Direction.OUT, Kind.BLOCKED, "d", 23, USUAL)));
    assertThat(profile.tally).isEqualTo(NoveltyTally.NONE);
    assertThat(profile.records()).isEqualTo(3);
  }

  @Test
  void noShareIsToldWhereNoveltyIsNotSpokenOf() {
    ProcessProfile profile = fresh(FeatureSet.TABLE_2);
    learning(false).learn(profile, List.of(sighting(Kind.FIRST, "a", 20, NEW_SERVICE)));
    assertThat(profile.tally.share()).isNull();
  }

  @Test
  void whatWasSeenBeforeItWasToldWhatIsNewSaysNothingOfNovelty() {
    List<Sighting> window =
        List.of(
            sighting(Kind.FIRST, "a", READY - 1, USUAL), sighting(Kind.FIRST, "b", READY, USUAL));
    ProcessProfile live = fresh(NOVELTY);
    learning(false).learn(live, window);
    assertThat(live.tally).isEqualTo(new NoveltyTally(1, 0));

    ProcessProfile bounded = fresh(NOVELTY);
    learning(true).learn(bounded, window);
    assertThat(bounded.tally).isEqualTo(new NoveltyTally(2, 0));
  }

  @Test
  void itIsWhatTheDefinitionSays() {
    Random random = new Random(5);
    List<Signature> signatures =
        List.of(USUAL, NEW_SERVICE, NEW_TO_PROCESS, Signature.of("inboundHasEphemeral"));
    for (int run = 0; run < 50; run++) {
      boolean leaveOneOut = random.nextInt(4) == 0;
      FeatureSet features = random.nextBoolean() ? NOVELTY : FeatureSet.TABLE_2;
      ProcessProfile profile = fresh(features);
      RecordCounts expected = new RecordCounts(4096);
      for (int window = 0; window < 8; window++) {
        List<Sighting> sightings = new ArrayList<>();
        Set<String> shown = new HashSet<>();
        long before = expected.records();
        for (int i = 0; i < 12; i++) {
          String instance = "i" + random.nextInt(3);
          Signature signature = signatures.get(random.nextInt(signatures.size()));
          sightings.add(sighting(Kind.FIRST, instance, window * WINDOW + i, signature));
          List<String> columns = new ArrayList<>(signature.features());
          if (features.equals(FeatureSet.TABLE_2)) {
            columns.remove("newServiceOrganisation");
          }
          if (before < MIN_RECORDS && !leaveOneOut) {
            columns.remove(Novelty.SERVICE_PROCESS);
          }
          Signature learned = features.reduce(Signature.of(columns));
          if (shown.add(instance + learned)) {
            expected.add(learned, 1);
          }
        }
        learning(leaveOneOut).learn(profile, sightings);
      }
      assertThat(profile.counts.toBytes()).isEqualTo(expected.toBytes());
    }
  }
}
