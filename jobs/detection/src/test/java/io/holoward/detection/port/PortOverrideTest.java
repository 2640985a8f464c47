package io.holoward.detection.port;

import static io.holoward.detection.observation.Protocol.ICMP;
import static io.holoward.detection.observation.Protocol.TCP;
import static io.holoward.detection.observation.Protocol.UDP;
import static io.holoward.detection.port.PortOverride.Effect.ALLOW;
import static io.holoward.detection.port.PortOverride.Effect.FORBID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PortOverrideTest {

  @Test
  void anAllowedPortIsExpectedOfThatOrganisationTransportAndApplicationOnly() {
    PortCatalogue catalogue = with(override("acme", "HTTP", "8000-8010", ALLOW));

    assertThat(verdict(catalogue, "acme", 8005)).isEqualTo(PortVerdict.EXPECTED);
    assertThat(verdict(catalogue, "acme", 8011)).isEqualTo(PortVerdict.NONSTANDARD);
    assertThat(verdict(catalogue, "other", 8005)).isEqualTo(PortVerdict.NONSTANDARD);
    assertThat(catalogue.judge("acme", TCP, 8005, 50_000, "ssh").verdict())
        .isEqualTo(PortVerdict.NONSTANDARD);
    assertThat(catalogue.judge("acme", UDP, 8005, 50_000, "snmp").verdict())
        .isEqualTo(PortVerdict.NONSTANDARD);
    assertThat(verdict(PortCatalogue.standard(), "acme", 8005)).isEqualTo(PortVerdict.NONSTANDARD);
  }

  @Test
  void anAllowedPortCountsAtEitherEndAndOnTheWellKnownPortOfAnother() {
    PortCatalogue catalogue =
        with(override("acme", "ssh", "443", ALLOW), override("acme", "ssh", "2222", ALLOW));

    assertThat(catalogue.judge("acme", TCP, 443, 50_000, "SSH").verdict())
        .isEqualTo(PortVerdict.EXPECTED);
    assertThat(catalogue.judge("acme", TCP, 50_000, 2222, "SSH").verdict())
        .isEqualTo(PortVerdict.EXPECTED);
  }

  @Test
  void aForbiddenPortIsADeviationEvenWhereTheCatalogueExpectsIt() {
    PortCatalogue catalogue = with(override("*", "telnet", "23", FORBID));

    PortJudgement judgement = catalogue.judge("acme", TCP, 23, 50_000, "telnet");

    assertThat(judgement.verdict()).isEqualTo(PortVerdict.NONSTANDARD);
    assertThat(judgement.text()).isEqualTo("Telnet on tcp port 23, which an override forbids");
  }

  @Test
  void whatIsForbiddenIsNotExcusedByAnotherNameOfTheSameFlow() {
    PortCatalogue catalogue = with(override("acme", "smb", "445", FORBID));

    assertThat(catalogue.judge("acme", TCP, 445, 50_000, "dce_rpc,smb").forbidden()).isTrue();
  }

  @Test
  void anOrganisationsOwnOverrideGoesBeforeOneForAllAndALaterOneBeforeAnEarlierOne() {
    PortCatalogue catalogue =
        with(
            override("acme", "http", "9000", ALLOW),
            override("*", "http", "9000", FORBID),
            override("acme", "http", "9001", ALLOW),
            override("acme", "http", "9001", FORBID));

    assertThat(verdict(catalogue, "acme", 9000)).isEqualTo(PortVerdict.EXPECTED);
    assertThat(verdict(catalogue, "other", 9000)).isEqualTo(PortVerdict.NONSTANDARD);
    assertThat(verdict(catalogue, "acme", 9001)).isEqualTo(PortVerdict.NONSTANDARD);
  }

  @Test
  void newOverridesReplaceTheOldOnes() {
    PortCatalogue catalogue =
        with(override("acme", "http", "8123", ALLOW))
            .with(List.of(override("acme", "http", "8124", ALLOW)));

    assertThat(verdict(catalogue, "acme", 8123)).isEqualTo(PortVerdict.NONSTANDARD);
    assertThat(verdict(catalogue, "acme", 8124)).isEqualTo(PortVerdict.EXPECTED);
    assertThat(catalogue.version()).isEqualTo(PortCatalogue.standard().version());
  }

  @Test
  void anApplicationTheCatalogueDoesNotKnowIsRefused() {
    assertThatThrownBy(() -> with(override("acme", "nobody", "80", ALLOW)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("does not know")
        .hasMessageContaining("nobody");
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThatThrownBy(() -> override(" ", "http", "80", ALLOW))
        .hasMessageContaining("an organisation");
    assertThatThrownBy(() -> override("acme", null, "80", ALLOW))
        .hasMessageContaining("an application");
    assertThatThrownBy(() -> override("acme", "http", "80", null))
        .hasMessageContaining("an effect");
    assertThatThrownBy(() -> new PortOverride("acme", "http", TCP, null, ALLOW, ""))
        .hasMessageContaining("ports");
    assertThatThrownBy(() -> new PortOverride("acme", "http", ICMP, new PortRange(1, 1), ALLOW, ""))
        .hasMessageContaining("tcp or udp");
  }

  private static PortVerdict verdict(PortCatalogue catalogue, String organisation, int port) {
    return catalogue.judge(organisation, TCP, port, 50_000, "http").verdict();
  }

  private static PortCatalogue with(PortOverride... overrides) {
    return PortCatalogue.standard().with(List.of(overrides));
  }

  private static PortOverride override(
      String organisation, String application, String ports, PortOverride.Effect effect) {
    return new PortOverride(organisation, application, TCP, PortRange.parse(ports), effect, null);
  }
}
