package io.holoward.detection.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holoward.detection.features.Novelty;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Protocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurroundingsTest {

  private static final int ROUNDS = 200;
  private static final long READY_AT = 2 * Uses.DAY;
  private static final long SPAN = 6 * Uses.DAY;

  /** Histories of several networks, as a job holds them. */
  private record World(
      HistoryRules rules,
      Map<RemoteNetwork, AddressHistory> networks,
      Map<RemoteNetwork, WideNetworkHistory> wide) {

    static World of(HistoryRules rules, List<Use> uses) {
      World world = new World(rules, new HashMap<>(), new HashMap<>());
      uses.forEach(use -> world.around(use).note(use));
      return world;
    }

    Surroundings around(Use use) {
      RemoteNetwork network = RemoteNetwork.of("acme", use.service().address());
      return new Surroundings(
          networks.computeIfAbsent(network, unknown -> new AddressHistory(rules)),
          network.wide() == null
              ? null
              : wide.computeIfAbsent(network.wide(), unknown -> new WideNetworkHistory(rules)));
    }
  }

  private static List<Use> some(Random random, int count, long span) {
    List<Use> uses = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String wide = random.nextInt(4) == 0 ? "10.1" : "203." + random.nextInt(1 + count / 12);
      String address = wide + "." + random.nextInt(5) + "." + (1 + random.nextInt(2));
      uses.add(use(address, random.nextInt(3), random.nextLong(span)));
    }
    return uses;
  }

  private static Use use(String address, int process, long time) {
    return new Use(
        new Service(Direction.OUT, Protocol.TCP, address, 443),
        "acme|p" + process + "|",
        "h" + process,
        time);
  }

  private static boolean isOfOneWide(Use one, Use other) {
    RemoteNetwork wide = RemoteNetwork.of("acme", one.service().address()).wide();
    return wide != null && wide.equals(RemoteNetwork.of("acme", other.service().address()).wide());
  }

  /** Whether the wide network is new by looking through all uses of it. */
  private static boolean byDefinition(Use use, List<Use> all, Predicate<List<Use>> isNew) {
    return RemoteNetwork.of("acme", use.service().address()).wide() != null
        && isNew.test(all.stream().filter(other -> isOfOneWide(use, other)).toList());
  }

  @Test
  void aWideNetworkIsNewForTheHorizonAfterAnythingOfItWasSeen() {
    Random random = new Random(15);
    Set<Boolean> answers = new HashSet<>();
    for (int round = 0; round < ROUNDS; round++) {
      List<Use> uses = some(random, 3 + random.nextInt(40), SPAN);
      World world = World.of(Uses.rules(false), uses);
      for (Use use : uses) {
        boolean expected =
            use.eventTime() >= READY_AT
                && byDefinition(use, uses, all -> isNewSince(all, use.eventTime()));
        Novelty novelty = world.around(use).novelty(use, READY_AT);
        assertThat(novelty.wideNetworkOrganisation()).isEqualTo(expected);
        assertThat(!expected || novelty.networkOrganisation()).as("implies the smaller").isTrue();
        answers.add(expected && uses.size() > 20);
      }
    }
    assertThat(answers).hasSize(2);
  }

  private static boolean isNewSince(List<Use> uses, long time) {
    long first = uses.stream().mapToLong(Use::eventTime).min().orElseThrow();
    return first >= READY_AT && time - first < Uses.DAY;
  }

  @Test
  void leftOutIsNewWhatNobodyUsedAnythingOfAtAnyOtherTime() {
    Random random = new Random(16);
    Set<Boolean> answers = new HashSet<>();
    for (int round = 0; round < ROUNDS; round++) {
      List<Use> uses = some(random, 3 + random.nextInt(40), SPAN);
      World world = World.of(Uses.rules(true), uses);
      for (Use use : uses) {
        boolean expected =
            byDefinition(
                use,
                uses,
                all ->
                    all.stream()
                        .allMatch(o -> Math.abs(o.eventTime() - use.eventTime()) < Uses.HOUR));
        assertThat(world.around(use).leaveOneOut(use).wideNetworkOrganisation())
            .isEqualTo(expected);
        answers.add(expected);
      }
    }
    assertThat(answers).hasSize(2);
  }

  @Test
  void whatIsKnownDoesNotDependOnTheOrderOfArrival() {
    Random random = new Random(17);
    for (int round = 0; round < ROUNDS; round++) {
      List<Use> uses = some(random, 30, SPAN);
      Map<RemoteNetwork, WideNetworkHistory> before = World.of(Uses.rules(false), uses).wide();
      Collections.shuffle(uses, random);
      Map<RemoteNetwork, WideNetworkHistory> after = World.of(Uses.rules(false), uses).wide();
      assertThat(after.keySet()).isEqualTo(before.keySet()).isNotEmpty();
      after.forEach(
          (network, history) ->
              assertThat(history.toBytes()).isEqualTo(before.get(network).toBytes()));
    }
  }

  @Test
  void itIsForgottenTheFirstMidnightItsExpiryAfterTheLastUse() {
    HistoryRules rules = Uses.rules(false);
    WideNetworkHistory history = new WideNetworkHistory(rules);
    assertThat(history.isEmpty()).isTrue();
    history.note(use("203.0.1.1", 0, 0));
    assertThat(history.note(use("203.0.2.1", 0, Uses.DAY + 1))).isTrue();
    assertThat(history.note(use("203.0.3.1", 0, Uses.DAY + 2))).as("the same hour").isFalse();
    assertThat(history.lapse()).isEqualTo(32 * Uses.DAY);
    assertThat(history.expire(31 * Uses.DAY)).isFalse();
    assertThat(history.expire(32 * Uses.DAY)).isTrue();
    assertThat(history.isEmpty()).isTrue();
    assertThat(history.isNew(use("203.0.1.1", 0, 33 * Uses.DAY), 0)).isTrue();
  }

  @Test
  void whatWasLearnedElsewhereStaysKnown() {
    WideNetworkHistory history = WideNetworkHistory.imported(Uses.rules(false));
    history.note(use("203.0.1.1", 0, Uses.DAY));
    assertThat(history.isNew(use("203.0.1.1", 0, Uses.DAY), 0)).isFalse();
    assertThat(history.lapse()).isEqualTo(Long.MAX_VALUE);
    assertThat(history.isEmpty()).isFalse();
  }

  @Test
  void itIsStoredAndRestoredAndEveryDamageIsRefused() {
    HistoryRules rules = Uses.rules(true);
    WideNetworkHistory history = new WideNetworkHistory(rules);
    history.note(use("203.0.1.1", 0, 5));
    history.note(use("203.0.1.1", 0, Uses.DAY));
    byte[] stored = history.toBytes();
    assertThat(WideNetworkHistory.fromBytes(stored, rules).toBytes()).isEqualTo(stored);
    for (int length = 0; length <= stored.length + 1; length++) {
      byte[] other = Arrays.copyOf(stored, length);
      if (length != stored.length) {
        assertThatThrownBy(() -> WideNetworkHistory.fromBytes(other, rules))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageStartingWith("Not an address history: ");
      }
    }
    assertThatThrownBy(() -> AddressHistory.fromBytes(stored, rules)).hasMessageContaining("HWAH");
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.9, acme|203.0.0.0/16",
    "::ffff:203.0.113.9, acme|203.0.0.0/16",
    "2001:db8:1:2::3, acme|2001:db8::/32",
    "10.1.2.3, acme|10.1.2.0/24",
    "172.16.1.2, acme|172.16.1.0/24",
    "fd00:1:2::3, acme|fd00:1:2::/48",
    "fe80::1, acme|fe80::/48"
  })
  void onlyAPublicNetworkLiesInAWideOne(String address, String area) {
    assertThat(RemoteNetwork.of("acme", address).areaKey()).isEqualTo(area);
  }
}
