package io.holoward.detection.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.Protocol;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FirewallRulesTest {

  private static final long EXPIRY = Instant.parse("2026-01-02T03:04:05.678Z").toEpochMilli();

  @Test
  void aCommentThatIsTooLongEndsWithAWholeWord() {
    FirewallRule rule =
        FirewallRules.block(Findings.TO_INTERNET, null, "word-443 ".repeat(30), 0).orElseThrow();
    assertThat(rule.nftables()).endsWith(" word-443\"'");
  }

  private static FirewallRule rule(OrientedConnection connection, String image) {
    return FirewallRules.block(connection, image, "It isn't \"known\"; never seen.", EXPIRY)
        .orElseThrow();
  }

  @Test
  void anOutboundConnectionIsBlockedByItsRemoteService() {
    FirewallRule rule = rule(Findings.TO_INTERNET, Findings.BEACON_PATH);
    assertThat(rule.service()).isEqualTo(new Endpoint("203.0.113.5", 4444));
    assertThat(rule.remoteAddress()).isEqualTo("203.0.113.5");
    assertThat(rule.nftables())
        .isEqualTo(
            "nft insert rule inet filter output ip daddr 203.0.113.5 tcp dport 4444 counter drop"
                + " comment '\"Holoward until 2026-01-02T03:04:05Z: It isn t known never seen.\"'");
    assertThat(rule.windowsCommand())
        .isEqualTo(
            "New-NetFirewallRule -DisplayName 'Holoward: block outbound TCP port 4444 of"
                + " 203.0.113.5' -Description 'To be kept until 2026-01-02T03:04:05Z: It isn''t"
                + " \"known\"; never seen.' -Direction Outbound -Action Block -Protocol TCP"
                + " -RemoteAddress '203.0.113.5' -RemotePort 4444 -Program"
                + " 'C:\\Users\\ada\\Downloads\\beacon.exe'");
  }

  @Test
  void anInboundConnectionIsBlockedByLocalPortAndRemoteAddress() {
    FirewallRule rule = rule(Findings.in("2001:DB8:0:0::7", 22), null);
    assertThat(rule.service()).isEqualTo(new Endpoint("10.0.0.7", 22));
    assertThat(rule.remoteAddress()).isEqualTo("2001:db8::7");
    assertThat(rule.nftables())
        .startsWith("nft insert rule inet filter input ip6 saddr 2001:db8::7 tcp dport 22 counter");
    assertThat(rule.windowsCommand())
        .contains("-Direction Inbound")
        .endsWith("-RemoteAddress '2001:db8::7' -LocalPort 22");
  }

  @Test
  void anInboundConnectionNeedsNoLocalAddress() {
    OrientedConnection connection =
        new OrientedConnection(
            Direction.IN, Protocol.UDP, new Endpoint(null, 69), new Endpoint("10.9.9.9", 1025));
    assertThat(rule(connection, null).nftables()).contains("ip saddr 10.9.9.9 udp dport 69 ");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "UNKNOWN,TCP,203.0.113.5,80",
        "OUT,ICMP,203.0.113.5,80",
        "OUT,OTHER,203.0.113.5,80",
        "OUT,TCP,203.0.113.5,-1",
        "OUT,TCP,203.0.113.5,0",
        "OUT,TCP,203.0.113.5,65536",
        "OUT,TCP,none,80",
        "OUT,TCP,*,80",
        "OUT,TCP,0.0.0.0,80",
        "OUT,TCP,::,80",
        "OUT,TCP,evil.example,80",
        "OUT,TCP,203.0.113.5;reboot,80",
        "OUT,TCP,203.0.113.5/0,80",
        "OUT,TCP,٢٠٣.0.113.5,80",
      })
  void whatNoRuleCouldTellApartGetsNone(
      Direction direction, Protocol protocol, String address, int port) {
    OrientedConnection connection =
        new OrientedConnection(
            direction, protocol, new Endpoint("10.0.0.7", 80), new Endpoint(address, port));
    assertThat(FirewallRules.block(connection, null, "r", EXPIRY)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "beacon.exe",
        "\\Device\\HarddiskVolume2\\a.exe",
        "\\\\server\\share\\a.exe",
        "%SystemRoot%\\a.exe",
        "C:a.exe",
        "C:\\",
        "C:\\*\\a.exe",
        "C:\\a?.exe",
        "C:\\[a].exe",
        "C:\\%TEMP%\\a.exe",
        "C:\\a.exe:stream",
        "C:\\a\nb.exe",
        "C:\\a\u2028b.exe",
        "C:\\gpj\u202Eexe.a",
        "C:\\a\uD800.exe",
        "/usr/bin/curl",
        ""
      })
  void aPathThatWindowsCannotCompareIsLeftOut(String image) {
    assertThat(rule(Findings.TO_INTERNET, image).windowsCommand()).endsWith("-RemotePort 4444");
  }

  @Test
  void aPathBeyondTheLimitIsLeftOut() {
    String longest = "C:\\" + "a".repeat(257);
    assertThat(rule(Findings.TO_INTERNET, longest).windowsCommand()).contains(longest);
    assertThat(rule(Findings.TO_INTERNET, longest + "a").windowsCommand())
        .endsWith("-RemotePort 4444");
  }
}
