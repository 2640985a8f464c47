package io.holoward.detection.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.finding.Finding;
import io.holoward.detection.finding.Severity;
import io.holoward.detection.finding.Verdict;
import io.holoward.detection.identity.ProcessIdentity;
import io.holoward.detection.observation.OrientedConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AutomationTest {

  private static Automation block(Finding finding) {
    FirewallRule rule =
        FirewallRules.block(finding.activity().connections().get(0), null, "r", 0).orElse(null);
    return Automation.of(finding, ResponseAction.RECOMMEND_BLOCK, rule);
  }

  private static Finding critical(ProcessIdentity process, OrientedConnection connection) {
    return Findings.of(
        Verdict.ABNORMAL, Severity.CRITICAL, 99.0, Finding.CONNECTION, process, false, connection);
  }

  private static ProcessIdentity image(String image) {
    return new ProcessIdentity("acme", image, "");
  }

  @Test
  void aCriticalDeviationTowardsTheInternetMayBeBlocked() {
    assertThat(block(critical(Findings.BEACON, Findings.TO_INTERNET)).safe()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "NORMAL,CRITICAL,not abnormal",
    "UNMODELLED,CRITICAL,not abnormal",
    "ABNORMAL,HIGH,not critical"
  })
  void whatIsNotAbnormalAndCriticalMayNot(Verdict verdict, Severity severity, String reason) {
    assertRefused(block(Findings.of(verdict, severity, 99.0)), reason);
  }

  @Test
  void whatIsRefusedAlreadyNeedsNoBlock() {
    Finding refused =
        Findings.of(
            Verdict.ABNORMAL,
            Severity.CRITICAL,
            99.0,
            Finding.CONNECTION,
            Findings.BEACON,
            true,
            Findings.TO_INTERNET);
    assertRefused(block(refused), "refuses the connection already");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"10.1.2.3", "192.168.1.1", "127.0.0.1", "169.254.169.254", "239.1.1.1", "fe80::1"})
  void onlyAPublicAddressMay(String address) {
    assertRefused(
        block(critical(Findings.BEACON, Findings.out(address, 4444))), "not at a public address");
  }

  @ParameterizedTest
  @ValueSource(ints = {53, 67, 68, 88, 123, 135, 389, 445, 464, 636, 3268, 3269})
  void aPortOfInfrastructureMayNot(int port) {
    assertRefused(
        block(critical(Findings.BEACON, Findings.out("203.0.113.5", port))), "hosts depend on");
  }

  @Test
  void aServiceOfTheHostMayNot() {
    assertRefused(
        block(critical(Findings.BEACON, Findings.in("203.0.113.5", 8080))), "refuse clients");
  }

  @Test
  void withoutARuleThereIsNothingToCarryOut() {
    assertRefused(block(critical(Findings.BEACON, Findings.out(null, 4444))), "no literal service");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\windows\\system32\\lsass.exe",
        "\\windows\\system32\\services.exe",
        "\\windows\\system32\\svchost.exe",
        "\\windows\\system32\\dns.exe",
        "system",
        "/usr/lib/systemd/systemd",
        "/usr/lib/systemd/systemd-resolved",
        "/usr/sbin/NetworkManager",
        "/usr/bin/kubelet",
      })
  void theCoreOfTheOperatingSystemMayNotBeCutOff(String image) {
    assertRefused(block(critical(image(image), Findings.TO_INTERNET)), "belongs to the core");
  }

  @Test
  void aProcessOfWhichNothingIsKnownMayNot() {
    assertRefused(
        block(critical(image(ProcessIdentity.UNKNOWN_IMAGE), Findings.TO_INTERNET)),
        "not known which program");
  }

  @ParameterizedTest
  @EnumSource(
      value = ResponseAction.class,
      names = {"NOTIFY", "OPEN_CASE", "QUARANTINE_HOST"})
  void tellingIsAlwaysSafeAndQuarantineNever(ResponseAction action) {
    Automation automation =
        Automation.of(critical(Findings.BEACON, Findings.TO_INTERNET), action, null);
    assertThat(automation.safe()).isEqualTo(action != ResponseAction.QUARANTINE_HOST);
    assertThat(automation.reason()).isNotBlank();
  }

  private static void assertRefused(Automation automation, String reason) {
    assertThat(automation.reason()).contains(reason).endsWith(".");
    assertThat(automation.safe()).isFalse();
  }
}
