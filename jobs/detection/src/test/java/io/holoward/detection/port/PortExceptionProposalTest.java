package io.holoward.detection.port;

import static io.holoward.detection.observation.Protocol.TCP;
import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.configuration.Configuration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortExceptionProposalTest {

  @Test
  void theSnippetIsOneLineAnOperatorCanPaste() {
    assertThat(proposal("acme").snippet())
        .isEqualTo(
            "- {organisation: acme, application: HTTP, protocol: tcp, ports: \"8123\","
                + " effect: allow, note: \"seen on 12 hosts from 2026-01-01T00:00:00Z to"
                + " 2026-01-08T12:30:00Z\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "acme",
        "yes",
        "7",
        "a: b",
        "a}\n- {organisation: '*'",
        "\"",
        "a\u2028\u202eb",
        "# a",
        "ä, b"
      })
  void theConfigurationReadsTheSnippetWhateverTheOrganisationIsCalled(String organisation) {
    String snippet = proposal(organisation).snippet();
    List<PortOverride> overrides =
        Configuration.of("ports.overrides=[" + snippet.substring("- ".length()) + "]")
            .ports()
            .overrides();

    assertThat(snippet).doesNotContainPattern("\\R").matches("\\p{ASCII}*");
    assertThat(overrides).extracting(PortOverride::organisation).containsExactly(organisation);
    assertThat(
            PortCatalogue.standard()
                .with(overrides)
                .judge(organisation, TCP, 8123, 50_000, "http")
                .verdict())
        .isEqualTo(PortVerdict.EXPECTED);
  }

  @Test
  void aSampleOfHostsThatIsFullMeansAtLeast() {
    PortExceptionProposal proposal =
        new PortExceptionProposal(
            new PortUseKey("acme", "HTTP", TCP, 8123), ExceptionRules.MAX_HOSTS, 0, 1, 2);

    assertThat(proposal.snippet()).contains("at least 64 hosts");
  }

  private static PortExceptionProposal proposal(String organisation) {
    return new PortExceptionProposal(
        new PortUseKey(organisation, "HTTP", TCP, 8123),
        12,
        1_767_225_600_000L,
        1_767_875_415_000L,
        1_767_880_000_000L);
  }
}
