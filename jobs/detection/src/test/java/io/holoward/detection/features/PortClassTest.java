package io.holoward.detection.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.Protocol;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortClassTest {

  private static final int LAST_REGISTERED = FeatureExtractor.DEFAULT_EPHEMERAL_LOW - 1;

  private final Feature feature = new PortClass();

  private String column(OrientedConnection connection) {
    return column(connection, FeatureExtractor.DEFAULT_EPHEMERAL_LOW);
  }

  private String column(OrientedConnection connection, int ephemeralLow) {
    return feature.column(
        new FeatureExtractor(ephemeralLow).signature(connection),
        new ConnectionFacts(connection, false, Novelty.NONE, false));
  }

  @ParameterizedTest(name = "{0} {1} is {2}")
  @CsvSource({
    "TCP, 8081, http-alternate",
    "TCP, 5432, database",
    "TCP, 3389, remote-desktop",
    "TCP, 5985, windows-management",
    "TCP, 3268, directory-global-catalog",
    "TCP, 10250, container-orchestration",
    "TCP, 9090, monitoring",
    "UDP, 1194, vpn",
    "UDP, 5353, device-discovery",
    "TCP, 48000, dynamic",
  })
  void bothDirectionsSpeakByThePortOfTheService(Protocol protocol, int port, String name) {
    assertThat(column(Facts.to(protocol, port))).isEqualTo("portClass_" + name);
    assertThat(column(Facts.on(protocol, port))).isEqualTo("portClass_" + name);
  }

  @Test
  void aPortOfNoClassHasNoColumn() {
    assertThat(column(Facts.to(Protocol.TCP, 4444))).isNull();
    assertThat(column(Facts.to(Protocol.UDP, 8081))).isNull();
    assertThat(column(Facts.to(Protocol.ICMP, 8081))).isNull();
  }

  @Test
  void onlyPortsThatTable2CallsOtherHaveAClass() {
    for (int port = 0; port < 1024; port++) {
      assertThat(column(Facts.to(Protocol.TCP, port))).isNull();
    }
    assertThat(column(Facts.to(Protocol.TCP, -1))).isNull();
    assertThat(column(Facts.to(Protocol.TCP, 40_000), 32_768)).isNull();
    assertThat(column(Facts.to(Protocol.TCP, 40_000), 49_152)).isEqualTo("portClass_dynamic");
    assertThat(column(Facts.to(Protocol.TCP, 60_000), 65_536)).isNull();
  }

  @Test
  void everyClassOfTheTableHasAPortThatCanBeSeen() {
    PortClasses classes = PortClasses.standard();
    Set<Integer> seen = new HashSet<>();
    for (int port = 1024; port <= LAST_REGISTERED; port++) {
      seen.add(classes.indexOf(Protocol.TCP, port));
      seen.add(classes.indexOf(Protocol.UDP, port));
    }
    for (int index = 0; index < classes.all().size(); index++) {
      assertThat(seen).as(classes.all().get(index).name()).contains(index);
      assertThat(classes.all().get(index).name()).matches("[a-z-]+");
    }
    for (int port = LAST_REGISTERED + 1; port <= Ports.MAX; port++) {
      assertThat(classes.indexOf(Protocol.TCP, port)).isEqualTo(-1);
    }
  }

  @Test
  void aPortThatSeveralClassesNameBelongsToTheFirst() {
    PortClasses classes =
        PortClasses.read("# one\na: x\n  tcp 2000-2002,3000\nb: y\n  tcp 2002-2003\n  udp 2000\n");
    assertThat(classes.indexOf(Protocol.TCP, 2002)).isZero();
    assertThat(classes.indexOf(Protocol.TCP, 2003)).isEqualTo(1);
    assertThat(classes.indexOf(Protocol.UDP, 2000)).isEqualTo(1);
    assertThat(classes.indexOf(Protocol.UDP, 3000)).isEqualTo(-1);
    assertThat(classes.all().get(1).ports()).containsExactly("tcp 2002-2003", "udp 2000");
  }

  @ParameterizedTest(name = "[{0}] is refused")
  @ValueSource(
      strings = {
        "no colon",
        "  tcp 2000",
        "a: x\n  2000",
        "a: x\n  sctp 2000",
        "a: x\n  tcp 1023-2000",
        "a: x\n  tcp 2000-",
        "a: x\n  tcp 70000",
      })
  void aTableThatCannotBeReadIsRefused(String table) {
    assertThatIllegalArgumentException().isThrownBy(() -> PortClasses.read(table));
  }
}
