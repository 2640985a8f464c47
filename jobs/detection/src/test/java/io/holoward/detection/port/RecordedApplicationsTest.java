package io.holoward.detection.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.observation.Protocol;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The standard catalogue over recorded flows, where these are present. */
class RecordedApplicationsTest {

  private final PortCatalogue catalogue = PortCatalogue.standard();

  @Test
  void whatNdpiCallsNonstandardIsFound() throws IOException {
    Agreement all = agreement(row -> true);
    Agreement inspected = agreement(row -> !row.get("confidence").equals("Match by port"));
    Agreement others = agreement(row -> !row.get("pcap").equals("WebattackRCE.pcap"));

    assertThat(all.flows()).isEqualTo(5_997);
    assertThat(all.agreement()).isGreaterThan(0.990);
    assertThat(all.precision()).isGreaterThan(0.990);
    assertThat(all.recall()).isGreaterThan(0.945);
    assertThat(inspected.precision()).isGreaterThan(0.998);
    // 797 of the 942 flagged flows are HTTP on 8080 of one capture.
    assertThat(others.agreement()).isGreaterThan(0.989);
    assertThat(others.precision()).isGreaterThan(0.94);
    assertThat(others.recall()).isGreaterThan(0.67);
  }

  @Test
  void everyForeignProtocolIsOneThatNdpiFlagsToo() throws IOException {
    Agreement foreign = agreement(row -> judge(row).verdict() != PortVerdict.NONSTANDARD);

    assertThat(foreign.right).isGreaterThanOrEqualTo(13);
    assertThat(foreign.precision()).isEqualTo(1.0);
  }

  @Test
  void httpOn8080IsWhatDecides() throws IOException {
    PortCatalogue lenient =
        catalogue.with(
            List.of(
                new PortOverride(
                    "*",
                    "HTTP",
                    Protocol.TCP,
                    PortRange.parse("8080"),
                    PortOverride.Effect.ALLOW,
                    "")));
    int flagged = 0;
    for (Map<String, String> row : table("ndpi_test_flows.csv.gz")) {
      flagged += judge(lenient, row).anomaly().isPresent() ? 1 : 0;
    }

    assertThat(flagged).isBetween(90, 110);
  }

  @Test
  void noNormalFlowOfTheAttackMixIsFlaggedAndNoDataConnection() throws IOException {
    Map<String, Integer> flagged = new HashMap<>();
    for (Map<String, String> row : table("unsw_nb15_1_attackmix.csv.gz")) {
      PortJudgement judgement =
          catalogue.judge(
              "unsw",
              protocol(row.get("proto")),
              port(row.get("dsport")),
              port(row.get("sport")),
              row.get("service"));
      if (judgement.anomaly().isPresent()) {
        assertThat(row.get("service")).isNotEqualTo("ftp-data");
        flagged.merge(row.get("Label"), 1, Integer::sum);
      }
    }

    assertThat(flagged).containsOnlyKeys("1");
    assertThat(flagged.get("1")).isBetween(80, 90);
  }

  @Test
  void ofTheFlowsWithProcessesOnlyCommandChannelsAreFlagged() throws IOException {
    List<String> flagged = new ArrayList<>();
    for (Map<String, String> row : table("process-flows.csv.gz")) {
      PortJudgement judgement =
          catalogue.judge(
              "lab",
              protocol(row.get("proto")),
              port(row.get("resp_port")),
              port(row.get("orig_port")),
              row.get("app"));
      if (judgement.anomaly().isPresent()) {
        flagged.add(row.get("label"));
      }
    }

    assertThat(flagged).containsExactly("c2", "c2");
  }

  @Test
  void noBenignZeekFlowIsFlagged() throws IOException {
    int judged = 0;
    for (String line : lines("zeek-001-conn.log.gz")) {
      String[] fields = line.split("\t", -1);
      if (!line.startsWith("#")) {
        judged += assertNothing(fields[6], fields[5], fields[3], fields[7]);
      }
    }
    for (String line : lines("zeek-apt29-day1-scranton-conn.jsonl.gz")) {
      judged +=
          assertNothing(
              field(line, "proto"),
              field(line, "id_resp_p"),
              field(line, "id_orig_p"),
              field(line, "service"));
    }
    assertThat(judged).isGreaterThan(480);
  }

  @Test
  void whatSuricataSawIsFlaggedOnlyForScannersFromOutside() throws IOException {
    Set<String> expected = Set.of("http 554", "tls 554", "tls 80");
    int flagged = 0;
    for (String line : lines("suricata-eve-flow.jsonl.gz")) {
      String application = field(line, "app_proto");
      String port = field(line, "dest_port");
      PortJudgement judgement =
          catalogue.judge(
              "lab",
              protocol(field(line, "proto")),
              port(port),
              port(field(line, "src_port")),
              application);
      if (judgement.anomaly().isPresent()) {
        assertThat(application + " " + port).isIn(expected);
        assertThat(field(line, "src_ip")).doesNotStartWith("192.168.");
        flagged++;
      }
    }
    assertThat(flagged).isEqualTo(7);
  }

  private int assertNothing(String protocol, String service, String other, String application) {
    PortJudgement judgement =
        catalogue.judge("lab", protocol(protocol), port(service), port(other), application);
    assertThat(judgement.anomaly()).as("%s", judgement).isEmpty();
    return judgement.verdict() == PortVerdict.NO_APPLICATION ? 0 : 1;
  }

  private Agreement agreement(Predicate<Map<String, String>> which) throws IOException {
    Agreement agreement = new Agreement();
    for (Map<String, String> row : table("ndpi_test_flows.csv.gz")) {
      if (which.test(row)) {
        agreement.add(judge(row).anomaly().isPresent(), row.get("non_std_port").equals("1"));
      }
    }
    return agreement;
  }

  private PortJudgement judge(Map<String, String> row) {
    return judge(catalogue, row);
  }

  private static PortJudgement judge(PortCatalogue catalogue, Map<String, String> row) {
    return catalogue.judge(
        "captures",
        protocol(row.get("l4")),
        port(row.get("dst_port")),
        port(row.get("src_port")),
        row.get("protocol"));
  }

  private static final class Agreement {
    private int right;
    private int wrong;
    private int missed;
    private int quiet;

    void add(boolean flagged, boolean expected) {
      right += flagged && expected ? 1 : 0;
      wrong += flagged && !expected ? 1 : 0;
      missed += !flagged && expected ? 1 : 0;
      quiet += flagged || expected ? 0 : 1;
    }

    int flows() {
      return right + wrong + missed + quiet;
    }

    double agreement() {
      return (double) (right + quiet) / flows();
    }

    double precision() {
      return (double) right / (right + wrong);
    }

    double recall() {
      return (double) right / (right + missed);
    }
  }

  private static Protocol protocol(String text) {
    return switch (text.toUpperCase(Locale.ROOT)) {
      case "TCP" -> Protocol.TCP;
      case "UDP" -> Protocol.UDP;
      default -> Protocol.OTHER;
    };
  }

  private static int port(String text) {
    return text.matches("\\d+") ? Integer.parseInt(text) : -1;
  }

  /** A field of a flat JSON object; null where it has none. */
  private static String field(String line, String name) {
    Matcher matcher = Pattern.compile("\"" + name + "\":(?:\"([^\"]*)\"|(\\d+))").matcher(line);
    if (!matcher.find()) {
      return null;
    }
    return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
  }

  private static List<Map<String, String>> table(String file) throws IOException {
    List<String> lines = lines(file);
    String[] names = lines.get(0).split(",", -1);
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] values = line.split(",", -1);
      Map<String, String> row = new HashMap<>();
      for (int i = 0; i < names.length; i++) {
        row.put(names[i], values[i]);
      }
      rows.add(row);
    }
    return rows;
  }

  private static List<String> lines(String file) throws IOException {
    Path path = Path.of(System.getProperty("shared.dir", "absent"), "data", "flows", file);
    Assumptions.assumeTrue(Files.isRegularFile(path), "no recorded flows in shared.dir");
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }
}
