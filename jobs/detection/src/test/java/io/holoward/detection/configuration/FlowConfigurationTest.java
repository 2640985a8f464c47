package io.holoward.detection.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holoward.detection.observation.Protocol;
import io.holoward.detection.port.PortOverride;
import io.holoward.detection.port.PortRange;
import io.holoward.detection.port.PortVerdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowConfigurationTest {

  private static List<String> problems(String yaml, String... overrides) {
    return catchThrowableOfType(
            ConfigurationException.class,
            () -> ConfigurationReader.read("c.yaml", yaml, List.of(overrides)))
        .problems()
        .stream()
        .map(ConfigurationProblem::toString)
        .toList();
  }

  private static PortVerdict verdict(Configuration configuration, String organisation, int port) {
    return configuration
        .portCatalogue()
        .judge(organisation, Protocol.TCP, port, 50_000, "http")
        .verdict();
  }

  @Test
  void anOverrideIsReadWithItsDefaultsAndChangesTheCatalogue() {
    Configuration configuration =
        Configuration.of(
            "ports.overrides=[{application: http, protocol: tcp, ports: 8123-8125},"
                + " {organisation: acme, application: HTTP, protocol: tcp, ports: 80,"
                + " effect: forbid, note: \"policy \\\"7\\\"\"}]");

    assertThat(configuration.ports().overrides())
        .containsExactly(
            new PortOverride(
                "*",
                "http",
                Protocol.TCP,
                PortRange.parse("8123-8125"),
                PortOverride.Effect.ALLOW,
                ""),
            new PortOverride(
                "acme",
                "HTTP",
                Protocol.TCP,
                PortRange.parse("80"),
                PortOverride.Effect.FORBID,
                "policy \"7\""));
    assertThat(verdict(configuration, "other", 8_124)).isEqualTo(PortVerdict.EXPECTED);
    assertThat(verdict(configuration, "other", 80)).isEqualTo(PortVerdict.EXPECTED);
    assertThat(verdict(configuration, "acme", 80)).isEqualTo(PortVerdict.NONSTANDARD);
    assertThat(verdict(Configuration.of(), "other", 8_124)).isEqualTo(PortVerdict.NONSTANDARD);
    assertThat(configuration.with(List.of())).isEqualTo(configuration);
  }

  @Test
  void everythingThatIsWrongWithOverridesIsReportedWithItsOwnPlace() {
    assertThat(
            problems(
                """
                ports:
                  overrides:
                    - {application: http, protocol: tcp, ports: 8125-8123}
                    - application: http
                      protocol: icmp
                      port: 80
                      ports: 65536
                    - {application: http, protocol: tcp, ports: 80, effect: maybe}
                """))
        .containsExactly(
            "c.yaml:3:49: ports.overrides[0].ports: expected a port such as 8080, or a range such"
                + " as 8000-8010, from 0 to 65535, not '8125-8123'",
            "c.yaml:6:7: ports.overrides[1]: unknown field; expected one of organisation,"
                + " application, protocol, ports, effect, note, not 'port'",
            "c.yaml:5:17: ports.overrides[1].protocol: expected one of tcp, udp, not 'icmp'",
            "c.yaml:7:14: ports.overrides[1].ports: expected a port such as 8080, or a range such"
                + " as 8000-8010, from 0 to 65535, not '65536'",
            "c.yaml:8:61: ports.overrides[2].effect: expected one of allow, forbid, not 'maybe'");
  }

  @Test
  void anApplicationTheCatalogueDoesNotKnowIsRefusedWhereverItIsGiven() {
    String unknown = "[{application: nobody, protocol: tcp, ports: 80}]";
    String expected = ": expected applications of the port catalogue, which does not know nobody";

    assertThat(problems("organisation: acme\nports:\n  overrides: " + unknown))
        .containsExactly("c.yaml:3:3: ports.overrides" + expected);
    assertThat(problems("", "ports.overrides=" + unknown))
        .containsExactly("--set ports.overrides=" + unknown + expected);
  }

  @ParameterizedTest(name = "{0} is refused")
  @CsvSource(
      delimiter = '|',
      value = {
        "flows.rtt.k=0 | a number > 0",
        "flows.rtt.k=NaN | a number > 0",
        "flows.rtt.floor=-1 | a number > 0",
        "flows.rtt.min-count=1 | a whole number in 2–100000",
        "flows.drift.slack=-0.1 | a number ≥ 0",
        "flows.window=500 ms | a duration in 1 s–1 h",
        "flows.expiry=1 min | a duration in 1 h",
        "flows.behaviour=maybe | one of true or false",
        "ports.exceptions.min-hosts=65 | a whole number in 1–64",
      })
  void anIllegalValueIsRefusedWithWhatWasExpected(String override, String expectation) {
    assertThat(problems("", override))
        .singleElement()
        .asString()
        .startsWith("--set " + override + ": expected ")
        .contains(expectation);
  }

  @Test
  void countsThatContradictOneAnotherAreRefused() {
    assertThat(problems("flows: {rtt: {min-count: 2000}}"))
        .singleElement()
        .asString()
        .contains("flows.rtt.max-count: expected a number not below flows.rtt.min-count");
    assertThat(problems("", "flows.rtt.max-count=40", "flows.rtt.relearn=41"))
        .singleElement()
        .asString()
        .startsWith("--set flows.rtt.relearn=41: expected a number not above flows.rtt.max-count");
  }

  @Test
  void whatIsConfiguredIsWhatFlowsAreJudgedBy() {
    Configuration configuration =
        Configuration.of(
            "flows.window=30 s",
            "window.size=10 min",
            "time.max-out-of-orderness=7 s",
            "flows.rtt.k=3",
            "flows.rtt.two-sided=false",
            "flows.drift.limit=8");

    assertThat(configuration.flowRules().windowMillis()).isEqualTo(30_000);
    assertThat(configuration.flowRules().settleMillis()).isEqualTo(7_000);
    assertThat(configuration.flowRules().observationMillis())
        .isEqualTo(Duration.ofMinutes(10).toMillis());
    assertThat(configuration.flowRules().rtt().k()).isEqualTo(3);
    assertThat(configuration.flowRules().rtt().twoSided()).isFalse();
    assertThat(configuration.flowRules().drift().limit()).isEqualTo(8);
    assertThat(Configuration.of().flowRules().rtt().k()).isEqualTo(4);
  }
}
