package io.holoward.detection.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.features.Novelty;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientsTest {

  private static final long SEALED = 10 * Uses.DAY;
  private static final Clients TOLD = new Clients(true);
  private static final Novelty NEW = new Novelty(false, true, false, false, false);

  private static OrientedConnection from(String client, int port) {
    return new OrientedConnection(
        Direction.IN, Protocol.TCP, new Endpoint("10.1.2.9", port), new Endpoint(client, 50_000));
  }

  private static Use use(String client, int port, String process, long time) {
    return new Use(Service.ofClient(from(client, port), 49_152), process, "h", time);
  }

  @Test
  void aClientIsAnotherMachineWithAPrivateAddress() {
    assertThat(TOLD.isOne(from("10.1.2.3", 445), false)).isTrue();
    assertThat(TOLD.isOne(from("fd00::3", 445), false)).isTrue();
    assertThat(TOLD.isOne(from("10.1.2.3", 445), true)).as("the host itself").isFalse();
    assertThat(Clients.UNTOLD.isOne(from("10.1.2.3", 445), false)).isFalse();
    Endpoint private3 = new Endpoint("10.1.2.3", 445);
    assertThat(
            TOLD.isOne(
                new OrientedConnection(Direction.OUT, Protocol.TCP, Endpoint.ANY, private3), false))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"203.0.113.7", "127.0.0.1", "::1", "224.0.0.251", "0.0.0.0", "255.255.255.255"})
  void whateverElseConnectsIsNone(String address) {
    assertThat(TOLD.isOne(from(address, 445), false)).isFalse();
    assertThat(TOLD.isOne(from(null, 445), false)).isFalse();
  }

  @Test
  void itIsNewToTheProcessOnThePortItDidNotUseBefore() {
    AddressHistory history = new AddressHistory(Uses.rules(false));
    history.note(use("10.1.2.3", 445, "a", SEALED - 1));
    assertThat(history.novelty(use("10.1.2.3", 445, "a", SEALED), SEALED)).isEqualTo(Novelty.NONE);
    assertThat(history.novelty(use("10.1.2.3", 135, "a", SEALED), SEALED)).isEqualTo(NEW);
    assertThat(history.novelty(use("10.1.2.4", 445, "a", SEALED), SEALED)).isEqualTo(NEW);
    assertThat(history.novelty(use("10.1.2.3", 445, "b", SEALED), SEALED)).isEqualTo(NEW);
    assertThat(history.novelty(use("10.1.2.3", 135, "a", SEALED - 1), SEALED))
        .isEqualTo(Novelty.NONE);
  }

  @Test
  void theDynamicPortsOfAHostAreOneService() {
    AddressHistory history = new AddressHistory(Uses.rules(false));
    history.note(use("10.1.2.3", 49_664, "a", SEALED - 1));
    assertThat(history.novelty(use("10.1.2.3", 49_700, "a", SEALED), SEALED))
        .isEqualTo(Novelty.NONE);
  }

  @Test
  void whoConnectsMakesNeitherAServiceNorItsNetworkKnown() {
    AddressHistory history = new AddressHistory(Uses.rules(false));
    history.note(use("10.1.2.1", 443, "acme|a.exe|", SEALED - 1));
    assertThat(history.novelty(Uses.use(1, SEALED), SEALED))
        .isEqualTo(new Novelty(true, true, true, false, false));
    history.note(Uses.use(2, SEALED - 1));
    assertThat(history.novelty(use("10.1.2.2", 443, "acme|a.exe|", SEALED), SEALED)).isEqualTo(NEW);
  }

  @Test
  void inALearningPassItIsNewIfItConnectedAtNoOtherTime() {
    AddressHistory history = new AddressHistory(Uses.rules(true));
    history.note(use("10.1.2.3", 445, "a", 0));
    history.note(use("10.1.2.3", 445, "a", Uses.HOUR));
    history.note(use("10.1.2.4", 445, "a", Uses.HOUR));
    assertThat(history.leaveOneOut(use("10.1.2.3", 445, "a", 0))).isEqualTo(Novelty.NONE);
    assertThat(history.leaveOneOut(use("10.1.2.4", 445, "a", Uses.HOUR))).isEqualTo(NEW);
  }

  @Test
  void manyClientsDoNotCrowdOutTheServicesAndAreNewNoMore() {
    AddressHistory history =
        new AddressHistory(new HistoryRules(Uses.DAY, Uses.DAY, 4, 4, false, 0));
    for (int client = 1; client <= 10; client++) {
      history.note(use("10.1.2." + client, 445, "a", SEALED));
    }
    Use unplaced = use("10.1.2.9", 445, "a", SEALED + 1);
    assertThat(history.isUnknown(unplaced)).isTrue();
    assertThat(history.novelty(unplaced, SEALED)).isEqualTo(Novelty.NONE);
    assertThat(history.novelty(use("10.1.2.1", 445, "a", SEALED + 1), SEALED)).isEqualTo(NEW);
    assertThat(history.novelty(Uses.use(1, SEALED), SEALED))
        .isEqualTo(new Novelty(true, true, true, false, false));
    assertThat(history.snapshot(Uses.NETWORK).services()).hasSize(2);
  }

  @Test
  void itSurvivesTheStoredFormAndASnapshot() {
    AddressHistory history = new AddressHistory(Uses.rules(false));
    history.note(use("10.1.2.3", 445, "a", SEALED));
    history.note(Uses.use(3, SEALED));
    byte[] stored = history.toBytes();
    AddressHistory restored = AddressHistory.fromBytes(stored, Uses.rules(false));
    assertThat(restored.toBytes()).isEqualTo(stored);
    AddressHistory imported =
        AddressHistory.imported(history.snapshot(Uses.NETWORK), Uses.rules(false));
    assertThat(imported.novelty(use("10.1.2.3", 445, "a", SEALED), SEALED)).isEqualTo(Novelty.NONE);
    assertThat(imported.novelty(use("10.1.2.4", 445, "a", SEALED), SEALED)).isEqualTo(NEW);
  }
}
