package io.holoward.detection.port;

import static io.holoward.detection.observation.Protocol.ICMP;
import static io.holoward.detection.observation.Protocol.TCP;
import static io.holoward.detection.observation.Protocol.UDP;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.holoward.detection.flow.FlowAnomaly;
import io.holoward.detection.observation.Protocol;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortCatalogueTest {

  private static final int CLIENT = 51_515;

  private final PortCatalogue catalogue = PortCatalogue.standard();

  @ParameterizedTest
  @CsvSource({
    "HTTP, TCP, 80",
    "http, TCP, 5985",
    "dns, UDP, 53",
    "ssl, TCP, 443",
    "tls, TCP, 993",
    "TLS, TCP, 587",
    "SSH, TCP, 22",
    "krb_tcp, TCP, 88",
    "smb, TCP, 445",
    "dce_rpc, TCP, 135",
    "ntp, UDP, 123",
    "QUIC, UDP, 443",
    "FTP_CONTROL, TCP, 21",
    "ftp-data, TCP, 20",
    "MsSQL-TDS, TCP, 1433",
    "pgsql, TCP, 5432",
    "rfb, TCP, 5901",
    "ike, UDP, 4500",
    "Service_Location_Protocol, UDP, 427",
    "dns, UDP, 5355",
    "http2, TCP, 443",
    "doh2, TCP, 443"
  })
  void everyEnginesSpellingIsExpectedOnItsPort(String name, Protocol protocol, int port) {
    assertThat(judge(name, protocol, port).verdict()).isEqualTo(PortVerdict.EXPECTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"FTP_CONTROL", "ftp-control", "Ftp Control", "FTPCONTROL"})
  void caseAndSeparatorsOfANameDoNotMatter(String name) {
    assertThat(judge(name, TCP, 2121).application()).isEqualTo("FTP");
  }

  @Test
  void aKnownApplicationOnAPortOfNobodyIsNonstandard() {
    PortJudgement judgement = judge("http", TCP, 4444);

    assertThat(judgement.verdict()).isEqualTo(PortVerdict.NONSTANDARD);
    assertThat(judgement.anomaly()).contains(FlowAnomaly.PORT_NONSTANDARD);
    assertThat(judgement.owner()).isNull();
    assertThat(judgement.expectedPorts()).startsWith("tcp 80, ");
    assertThat(judgement.text())
        .isEqualTo(
            "HTTP on tcp port 4444, which is none of its ports ("
                + judgement.expectedPorts()
                + ")");
  }

  @ParameterizedTest
  @CsvSource({
    "ssh, TCP, 443, TLS", "http, TCP, 443, TLS", "tls, TCP, 80, HTTP", "ssl, TCP, 22, SSH",
    "http, TCP, 53, DNS", "openvpn, UDP, 443, QUIC", "socks, TCP, 3389, RDP", "irc, TCP, 25, SMTP"
  })
  void anotherApplicationOnAWellKnownPortIsForeign(
      String name, Protocol protocol, int port, String owner) {
    PortJudgement judgement = judge(name, protocol, port);

    assertThat(judgement.verdict()).isEqualTo(PortVerdict.FOREIGN_PROTOCOL);
    assertThat(judgement.anomaly()).contains(FlowAnomaly.PORT_FOREIGN_PROTOCOL);
    assertThat(judgement.owner()).isEqualTo(owner);
    assertThat(judgement.text()).endsWith("port " + port + ", which belongs to " + owner);
  }

  @Test
  void aFormOfAnApplicationIsNoStrangerOnItsPort() {
    assertThat(judge("HTTP_Proxy", TCP, 80).verdict()).isEqualTo(PortVerdict.NONSTANDARD);
    assertThat(judge("HTTP_Proxy", TCP, 443).verdict()).isEqualTo(PortVerdict.FOREIGN_PROTOCOL);
  }

  @ParameterizedTest
  @CsvSource({
    "FTP_DATA, TCP, 40123", "ftp-data, TCP, 8885", "DTLS, UDP, 44443", "SSDP, UDP, 32412",
    "BitTorrent, UDP, 5201", "RTP, UDP, 16756", "STUN, UDP, 60642", "dce_rpc, TCP, 49667",
    "GSSAPI, TCP, 445", "FIX, TCP, 4000"
  })
  void portsThatAreAgreedOrChosenAtRandomAreNotJudged(String name, Protocol protocol, int port) {
    assertThat(judge(name, protocol, port).verdict()).isEqualTo(PortVerdict.NOT_JUDGED);
  }

  @Test
  void portsChosenAtRandomDoNotExcuseThePortOfAnother() {
    assertThat(judge("BitTorrent", TCP, 443).verdict()).isEqualTo(PortVerdict.FOREIGN_PROTOCOL);
    assertThat(judge("dce_rpc", TCP, 600).verdict()).isEqualTo(PortVerdict.NONSTANDARD);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", "-", "Unknown", "failed", "(empty)", "-ssl", "-ssl,-http"})
  void aNameThatSaysNothingIsNoApplication(String name) {
    PortJudgement judgement = judge(name, TCP, 443);

    assertThat(judgement.verdict()).isEqualTo(PortVerdict.NO_APPLICATION);
    assertThat(judgement.anomaly()).isEmpty();
  }

  @Test
  void anUnknownApplicationIsNeverADeviationAndItsNameIsShownToNobody() {
    PortJudgement judgement = judge("<script>\n", TCP, 443);

    assertThat(judgement.verdict()).isEqualTo(PortVerdict.UNKNOWN_APPLICATION);
    assertThat(judgement.anomaly()).isEmpty();
    assertThat(judgement.application()).isNull();
    assertThat(judgement.text()).doesNotContain("script");
    assertThat(judge("http".repeat(1_000), TCP, 443).verdict())
        .isEqualTo(PortVerdict.UNKNOWN_APPLICATION);
  }

  @Test
  void aTransportWithoutPortsAndAnUnknownPortAreNotJudged() {
    assertThat(judge("http", ICMP, 0).verdict()).isEqualTo(PortVerdict.NOT_JUDGED);
    assertThat(catalogue.judge("acme", TCP, -1, -1, "http").verdict())
        .isEqualTo(PortVerdict.NOT_JUDGED);
    assertThat(judge("ssh", UDP, 4444).verdict()).isEqualTo(PortVerdict.NOT_JUDGED);
  }

  @Test
  void theServiceMayBeAtEitherEnd() {
    assertThat(catalogue.judge("acme", UDP, 40_000, 53, "dns").verdict())
        .isEqualTo(PortVerdict.EXPECTED);
    assertThat(catalogue.judge("acme", TCP, 40_000, 50_000, "ssh").verdict())
        .isEqualTo(PortVerdict.NONSTANDARD);
  }

  @Test
  void theClientsPortDoesNotExcuseTheWellKnownPortOfAnother() {
    assertThat(catalogue.judge("acme", TCP, 443, 22, "ssh").verdict())
        .isEqualTo(PortVerdict.FOREIGN_PROTOCOL);
  }

  @Test
  void theFirstPartOfADottedNameDecides() {
    assertThat(judge("TLS.Google", TCP, 443).application()).isEqualTo("TLS");
    assertThat(judge("DNS.Microsoft", UDP, 53).verdict()).isEqualTo(PortVerdict.EXPECTED);
    assertThat(judge("HTTP.Facebook", TCP, 4444).verdict()).isEqualTo(PortVerdict.NONSTANDARD);
    assertThat(judge("Nobody.HTTP", TCP, 4444).verdict())
        .isEqualTo(PortVerdict.UNKNOWN_APPLICATION);
    assertThat(judge("Z39.50", TCP, 210).application()).isEqualTo("Z39.50");
  }

  @Test
  void whatAnApplicationCarriesAddsItsPortsButNoWellKnownOnesOfOthers() {
    assertThat(judge("TLS.AnyDesk", TCP, 7070).verdict()).isEqualTo(PortVerdict.EXPECTED);
    assertThat(judge("TLS", TCP, 7070).verdict()).isEqualTo(PortVerdict.NONSTANDARD);
    assertThat(judge("NetBIOS.SMBv1", TCP, 445).verdict()).isEqualTo(PortVerdict.EXPECTED);
    assertThat(judge("TLS.AnyDesk", TCP, 80).verdict()).isEqualTo(PortVerdict.FOREIGN_PROTOCOL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "krb,smb,gssapi | 445 | EXPECTED",
        "krb,smb,dce_rpc,gssapi | 445 | EXPECTED",
        "nbss+smb2+dcerpc | 445 | EXPECTED",
        "dcerpc+ntlmssp | 65077 | NOT_JUDGED",
        "ssl,rdp | 3389 | EXPECTED",
        "rdp,ssl | 443 | FOREIGN_PROTOCOL",
        "ssl,nobody | 443 | EXPECTED",
        "ssl,-http | 443 | EXPECTED",
        "nbss+smb2 | 4444 | NONSTANDARD"
      })
  void ofSeveralNamesTheOneThatFitsBestIsJudgedAndNotWhatOnlyCarriesIt(
      String names, int port, PortVerdict verdict) {
    assertThat(judge(names, TCP, port).verdict()).isEqualTo(verdict);
  }

  @Test
  void repeatedQuestionsAllocateNothing() {
    PortCatalogue overridden =
        catalogue.with(
            List.of(
                new PortOverride(
                    "acme", "ssh", TCP, PortRange.parse("2222"), PortOverride.Effect.ALLOW, "")));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    ask(overridden, 10);
    long before = threads.getCurrentThreadAllocatedBytes();
    ask(overridden, 1);
    long once = threads.getCurrentThreadAllocatedBytes() - before;
    before = threads.getCurrentThreadAllocatedBytes();
    ask(overridden, 10_000);

    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(once + 10_000);
  }

  private static void ask(PortCatalogue catalogue, int times) {
    for (int i = 0; i < times; i++) {
      catalogue.judge("acme", TCP, 4444, CLIENT, "krb,smb,gssapi");
      catalogue.judge("acme", TCP, 443, CLIENT, "TLS.Google");
      catalogue.judge("acme", TCP, 443, CLIENT, "ssh");
      catalogue.judge("other", TCP, 2222, CLIENT, "SSH");
    }
  }

  @Test
  void whatIsRememberedNeverChangesAnAnswer() {
    Random random = new Random(42);
    List<String> names = List.of("http", "TLS.Google", "ssh", "krb,smb", "nobody", "dns", "rtp");
    for (int i = 0; i < 200_000; i++) {
      String name = names.get(random.nextInt(names.size()));
      Protocol protocol = random.nextBoolean() ? TCP : UDP;
      int port = random.nextInt(65_536);
      PortJudgement judgement = catalogue.judge("acme", protocol, port, CLIENT, name);

      if (judgement.application() != null) {
        assertThat(judgement.port()).isEqualTo(port);
        assertThat(judgement.protocol()).isEqualTo(protocol);
      }
      if (i % 1_000 == 0) {
        PortCatalogue fresh = catalogue.with(List.of());
        assertThat(fresh.judge("acme", protocol, port, CLIENT, name)).isEqualTo(judgement);
      }
    }
  }

  private PortJudgement judge(String name, Protocol protocol, int port) {
    return catalogue.judge("acme", protocol, port, CLIENT, name);
  }
}
