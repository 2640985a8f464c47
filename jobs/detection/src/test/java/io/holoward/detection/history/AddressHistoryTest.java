package io.holoward.detection.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holoward.detection.features.Novelty;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.Protocol;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressHistoryTest {

  private static final HistoryRules RULES = Uses.rules(false);
  private static final long SEALED = 10 * Uses.DAY;
  private static final Novelty ALL = new Novelty(true, true, true, false, false);

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3, 10.1.2.0/24",
    "::ffff:10.1.2.3, 10.1.2.0/24",
    "255.255.255.255, 255.255.255.0/24",
    "2001:db8:1:2::3, 2001:db8:1::/48",
    "fe80::1, fe80::/48"
  })
  void anAddressIsOfItsNetwork(String address, String network) {
    assertThat(RemoteNetwork.of("acme", address).key()).isEqualTo("acme|" + network);
  }

  @Test
  void eachDynamicPortIsAServiceOfItsOwn() {
    assertThat(service(49_152)).isNotEqualTo(service(65_535)).isEqualTo(service(49_152));
  }

  private static Service service(int port) {
    OrientedConnection connection =
        new OrientedConnection(
            Direction.OUT, Protocol.TCP, Endpoint.ANY, new Endpoint("10.1.2.3", port));
    return Service.of(connection);
  }

  @Test
  void aServiceIsNewForTheHorizonAfterItWasFirstSeen() {
    AddressHistory history = noted(Uses.use(1, SEALED));
    assertThat(history.novelty(Uses.use(1, SEALED + Uses.DAY - 1), SEALED)).isEqualTo(ALL);
    assertThat(history.novelty(Uses.use(1, SEALED + Uses.DAY), SEALED)).isEqualTo(Novelty.FAMILIAR);
  }

  @Test
  void whatWasSeenBeforeTheSealingIsKnownAndNothingIsNewBeforeIt() {
    AddressHistory history = noted(Uses.use(1, SEALED - 1), Uses.use(2, SEALED));
    assertThat(history.novelty(Uses.use(1, SEALED), SEALED)).isEqualTo(Novelty.FAMILIAR);
    assertThat(history.novelty(Uses.use(2, SEALED), SEALED))
        .isEqualTo(new Novelty(true, true, false, false, false));
    assertThat(history.novelty(Uses.use(3, SEALED - 1), SEALED)).isEqualTo(Novelty.NONE);
  }

  @Test
  void whatItAnswersIsSettledWhenNothingEarlierCanCome() {
    assertThat(RULES.settledAt(Uses.use(1, SEALED + 5), SEALED)).isEqualTo(SEALED - 1);
    assertThat(RULES.settledAt(Uses.use(1, SEALED + 3 * Uses.DAY), SEALED))
        .isEqualTo(SEALED + 2 * Uses.DAY);
  }

  @Test
  void aFullHistoryKnowsNothingOfWhatFoundNoPlace() {
    AddressHistory history =
        new AddressHistory(new HistoryRules(Uses.DAY, Uses.DAY, 2, 1, false, 0));
    history.note(Uses.use(1, SEALED));
    history.note(Uses.use(2, SEALED));
    Use third = Uses.use(3, SEALED);
    history.note(third);
    assertThat(history.isUnknown(third)).isTrue();
    assertThat(history.novelty(third, SEALED))
        .isEqualTo(new Novelty(false, false, true, false, false));
    Use otherProcess = Uses.use(1, "acme|b.exe|", "h1", SEALED);
    history.note(otherProcess);
    assertThat(history.isUnknown(otherProcess)).isTrue();
    assertThat(history.novelty(otherProcess, SEALED))
        .isEqualTo(new Novelty(true, false, true, false, false));
    assertThat(history.isUnknown(Uses.use(1, SEALED))).isFalse();
  }

  /** What found no place may be known: it is silent about all it does not hold. */
  @Test
  void afterARefusalAPlaceThatGetsFreeMakesNothingNew() {
    AddressHistory history =
        new AddressHistory(new HistoryRules(Uses.DAY, Uses.DAY, 1, 1, false, 0));
    history.note(Uses.use(1, SEALED));
    history.note(Uses.use(2, SEALED + Uses.DAY));
    history.expire(SEALED + 2 * Uses.DAY);
    Use forgotten = Uses.use(2, SEALED + 2 * Uses.DAY);
    assertThat(history.novelty(forgotten, SEALED).serviceOrganisation()).isFalse();
    history.expire(SEALED + 3 * Uses.DAY);
    assertThat(history.isEmpty()).isTrue();
  }

  @Test
  void itIsStoredAndRestored() {
    Random random = new Random(11);
    for (boolean leaveOneOut : new boolean[] {false, true}) {
      HistoryRules rules = Uses.rules(leaveOneOut);
      AddressHistory history = new AddressHistory(rules);
      Uses.some(random, 90, SEALED).forEach(history::note);
      byte[] stored = history.toBytes();
      AddressHistory restored = AddressHistory.fromBytes(stored, rules);
      assertThat(restored.toBytes()).isEqualTo(stored);
      assertThat(restored.snapshot(Uses.NETWORK)).isEqualTo(history.snapshot(Uses.NETWORK));
    }
  }

  @Test
  void everyDamageIsRefused() {
    byte[] stored = noted(Uses.use(1, SEALED), Uses.use(2, SEALED)).toBytes();
    for (int length = 0; length < stored.length; length++) {
      byte[] cut = Arrays.copyOf(stored, length);
      assertThatThrownBy(() -> AddressHistory.fromBytes(cut, RULES))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("Not an address history: ");
    }
    byte[] longer = Arrays.copyOf(stored, stored.length + 1);
    assertThatThrownBy(() -> AddressHistory.fromBytes(longer, RULES))
        .hasMessageContaining("follow");
  }

  @Test
  void whatIsImportedIsKnownWheneverItWasSeen() {
    HistorySnapshot snapshot =
        noted(Uses.use(1, SEALED + 5), Uses.use(1, "acme|b.exe|", "h2", SEALED))
            .snapshot(Uses.NETWORK);
    AddressHistory imported = AddressHistory.imported(snapshot, RULES);
    Use known = Uses.use(1, SEALED + 7);
    assertThat(imported.novelty(known, SEALED)).isEqualTo(Novelty.FAMILIAR);
    assertThat(imported.novelty(Uses.use(1, "acme|c.exe|", "h2", SEALED), SEALED))
        .isEqualTo(new Novelty(false, true, false, false, false));
    assertThat(imported.nextLapse()).isEqualTo(Long.MAX_VALUE);
    assertThat(imported.lapse(Uses.use(2, 90 * SEALED))).isEqualTo(Long.MAX_VALUE);
    imported.note(known);
    assertThat(imported.nextLapse()).isEqualTo(SEALED + 31 * Uses.DAY);
  }

  @Test
  void aSnapshotTellsWhoUsedWhatSinceWhen() {
    AddressHistory history = new AddressHistory(RULES);
    for (int host = 1; host <= 5; host++) {
      assertThat(history.note(Uses.use(1, "acme|a.exe|", "h" + host, SEALED - host))).isTrue();
      assertThat(history.snapshot(Uses.NETWORK).services().get(0).hosts())
          .isEqualTo(Math.min(host, 3));
    }
    HistorySnapshot.KnownService service = history.snapshot(Uses.NETWORK).services().get(0);
    assertThat(service.service()).isEqualTo(Uses.web(1));
    assertThat(service.firstSeen()).isEqualTo(SEALED - 5);
    assertThat(service.lastSeen()).isEqualTo(SEALED - Uses.HOUR);
    assertThat(service.processes()).hasSize(1);
    assertThat(history.note(Uses.use(1, "acme|a.exe|", "h1", SEALED - 1))).isFalse();
  }

  private static AddressHistory noted(Use... uses) {
    AddressHistory history = new AddressHistory(RULES);
    for (Use use : uses) {
      history.note(use);
    }
    return history;
  }
}
