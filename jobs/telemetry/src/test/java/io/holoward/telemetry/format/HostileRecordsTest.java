package io.holoward.telemetry.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HostileRecordsTest {

  /** Spellings of an address that is none. */
  private static final List<String> ANY_WORD = List.of("any", "ANY", "*", "-", "null", "NULL");

  /** With those that formats can write which do not end a word at a space. */
  private static final List<String> ANY =
      Stream.concat(ANY_WORD.stream(), Stream.of(" *", "- ", " any ", " null", " ")).toList();

  private static final List<String> SEEDS =
      List.of(
          "{\"EventID\":3,\"Channel\":\"Sysmon\",\"Computer\":\"w\",\"ts\":\"2020-06-10T02:50:55.662Z\","
              + "\"ProcessId\":\"1\",\"SourceIp\":\"fe80::1%4\",\"SourcePort\":\"53\",\"Initiated\":\"true\"}",
          "{\"@timestamp\":\"2020-06-10T02:50:55.662Z\",\"winlog\":{\"event_id\":5156,\"channel\":\"Security\","
              + "\"computer_name\":\"w\",\"event_data\":{\"Protocol\":\"6\",\"DestPort\":\"80\"}}}",
          "1|10.0.0.1|80|2018-09-06 11:27:40.123-08|null|null|IN|null|1|*|*|6|x",
          "1|o|t|TCP|80|10.0.0.1|*|*|1|2018-09-06 11:27:40.123-08",
          "{\"ts\":1588205198.9,\"id.orig_h\":\"10.0.1.4\",\"id.orig_p\":1,\"id.resp_h\":\"::1\","
              + "\"id.resp_p\":445,\"proto\":\"tcp\",\"duration\":1.5e-3}",
          "#fields\tts\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tservice",
          "#separator \\x09",
          "1588205198.9\t10.0.0.1\t1\t10.0.0.2\t2\ttcp\tssh",
          "{\"event_type\":\"flow\",\"src_ip\":\"10.0.0.1\",\"dest_ip\":\"::1\",\"proto\":\"TCP\","
              + "\"flow\":{\"end\":\"2021-06-06T17:34:32.141012+0200\",\"pkts_toserver\":2}}",
          "pcap,flow,l4,src_ip,dst_ip,protocol",
          "a.pcap,1,TCP,10.0.0.1,\"10.0.0.2\",TLS",
          "srcip,sport,dstip,dsport,proto,Stime,Ltime",
          "10.0.0.1,0xc0a8,10.0.0.2,80,tcp,1421928178,1421928178",
          "src_file,start,proto,orig_ip,resp_ip,synack,ackdat,tcprtt,host,image,pid",
          "a,1652432045.2,tcp,10.0.0.1,10.0.0.2,0.1,0.2,0.3,h,i,4",
          "{\"TimeGenerated\":\"2022-05-11T18:09:38.868Z\",\"Computer\":\"h\",\"Protocol\":\"tcp\","
              + "\"Direction\":\"outbound\",\"SourceIp\":\"::1\",\"DestinationIp\":\"::1\","
              + "\"Responses\":2,\"ResponseTimeSum\":9,\"ResponseTimeMin\":4}",
          "{\"ts\":\"2022-03-17T19:13:46Z\",\"endTs\":\"2022-03-17T19:13:46Z\",\"host\":\"h\","
              + "\"pid\":1,\"direction\":\"unknown\",\"proto\":6,\"sip\":\"::1\",\"sport\":1,"
              + "\"dip\":\"::1\",\"dport\":2}",
          "# host=h time=2026-03-02T10:11:12Z",
          "ESTAB 0 0 [::1%lo]:1 10.0.0.1:2 users:((\"a\",pid=1,fd=2))",
          "\t cubic rtt:1.5/0.5 bytes_sent:3");

  static List<String> formats() {
    return List.copyOf(TelemetryFormats.names());
  }

  @ParameterizedTest
  @MethodSource("formats")
  void noChangeOfARecordMakesAFormatThrow(String name) {
    TelemetryFormat format = TelemetryFormats.byName(name);
    ReadContext context =
        ReadContext.of("acme").with(ProcessTable.parse(List.of("1|acme|h|i|c|u")));
    Random random = new Random(29);
    for (int i = 0; i < 100_000; i++) {
      byte[] record = mutated(SEEDS.get(i % SEEDS.size()), random);
      assertThatCode(
              () ->
                  assertThat(format.read(record, 0, record.length, context))
                      .as(() -> new String(record, StandardCharsets.ISO_8859_1))
                      .isNotNull()
                      .doesNotMatch(HostileRecordsTest::isUnforeseen))
          .doesNotThrowAnyException();
    }
  }

  private static final String SYSMON =
      "{\"EventID\":3,\"Channel\":\"Microsoft-Windows-Sysmon/Operational\",\"Computer\":\"h\","
          + "\"@timestamp\":\"2025-03-03T05:00:00.000Z\",\"ProcessId\":\"4\",\"Image\":\"IMAGE\","
          + "\"Protocol\":\"tcp\",\"Initiated\":\"true\",\"SourceIp\":\"10.0.0.1\",\"SourcePort\":\"5\","
          + "\"DestinationIp\":\"10.1.0.2\",\"DestinationPort\":\"443\"}";

  private static Reading sysmon(String image) {
    return Reads.read(TelemetryFormats.byName("sysmon"), SYSMON.replace("IMAGE", image));
  }

  @Test
  void aTextThatNoFindingCouldRepeatIsRefused() {
    assertThat(sysmon("x".repeat(4_096))).isInstanceOf(Reading.Event.class);
    assertThat(Reads.invalid(sysmon("x".repeat(4_097))).message())
        .startsWith("process.image: expected a text of at most 4,096 characters");
  }

  static List<String> bombs() {
    String nested = "[".repeat(100_000) + "]".repeat(100_000);
    return List.of(
        "{\"EventID\":3,\"a\":" + nested + "}",
        "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000),
        "{\"EventID\":3,\"ProcessId\":" + "9".repeat(200_000) + "}",
        "{\"EventID\":3,\"ProcessId\":1e999999999}",
        "{\"EventID\":3,\"Image\":\"" + "x".repeat(10_000_000) + "\"}");
  }

  @ParameterizedTest
  @MethodSource("formats")
  void depthsAndLengthsThatWouldOverwhelmAReaderAreRefused(String name) {
    for (String bomb : bombs()) {
      Reading reading = Reads.read(TelemetryFormats.byName(name), bomb);

      assertThat(reading)
          .isNotInstanceOf(Reading.Event.class)
          .doesNotMatch(HostileRecordsTest::isUnforeseen);
    }
  }

  private static boolean isUnforeseen(Reading reading) {
    return reading instanceof Reading.Invalid invalid
        && invalid.message().startsWith(InvalidRecordException.UNFORESEEN);
  }

  /** A record of flows with letters in place of its addresses, and the lines before it. */
  private record Addressed(String format, List<String> before, String record, List<String> fields) {

    Reading read(String first, String second) {
      TelemetryFormat reader = TelemetryFormats.byName(format);
      before.forEach(line -> Reads.read(reader, line));
      return Reads.read(reader, record.replace("AAA", first).replace("BBB", second));
    }
  }

  static List<Addressed> addressed() {
    String azure =
        "{\"TimeGenerated\":\"2022-05-11T18:09:38Z\",\"Computer\":\"h\",\"Protocol\":\"tcp\","
            + "\"Direction\":\"%s\",\"%s\":\"AAA\",\"DestinationIp\":\"BBB\"}";
    String captured = "src_file,start,proto,orig_ip,resp_ip,%s";
    return List.of(
        new Addressed(
            "zeek",
            List.of(),
            "{\"ts\":1588205198.9,\"id.orig_h\":\"AAA\",\"id.resp_h\":\"BBB\",\"proto\":\"tcp\"}",
            List.of("id.orig_h", "id.resp_h")),
        new Addressed(
            "zeek",
            List.of("#fields\tts\tid.orig_h\tid.resp_h\tproto"),
            "1588205198.9\tAAA\tBBB\ttcp",
            List.of("id.orig_h", "id.resp_h")),
        new Addressed(
            "suricata",
            List.of(),
            "{\"event_type\":\"flow\",\"src_ip\":\"AAA\",\"dest_ip\":\"BBB\",\"proto\":\"TCP\","
                + "\"timestamp\":\"2021-06-06T17:34:32Z\"}",
            List.of("src_ip", "dest_ip")),
        new Addressed(
            "ndpi",
            List.of("pcap,flow,l4,src_ip,dst_ip"),
            "a.pcap,1,TCP,AAA,BBB",
            List.of("src_ip", "dst_ip")),
        new Addressed(
            "ndpi",
            List.of(captured.formatted("ndpi_protocol")),
            "a,1652432045.2,tcp,AAA,BBB,TLS",
            List.of("orig_ip", "resp_ip")),
        new Addressed(
            "process-flows",
            List.of(captured.formatted("host,image,pid")),
            "a,1652432045.2,tcp,AAA,BBB,h,i,4",
            List.of("orig_ip", "resp_ip")),
        new Addressed(
            "unsw",
            List.of("srcip,sport,dstip,dsport,proto,Stime,Ltime"),
            "AAA,1,BBB,80,tcp,1421928178,1421928178",
            List.of("srcip", "dstip")),
        new Addressed(
            "azure-vmconnection",
            List.of(),
            azure.formatted("outbound", "SourceIp"),
            List.of("SourceIp", "DestinationIp")),
        new Addressed(
            "azure-vmconnection",
            List.of(),
            azure.formatted("inbound", "RemoteIp"),
            List.of("RemoteIp", "DestinationIp")),
        new Addressed(
            "sysflow",
            List.of(),
            "{\"ts\":\"2022-03-17T19:13:46Z\",\"endTs\":\"2022-03-17T19:13:46Z\",\"host\":\"h\","
                + "\"direction\":\"inbound\",\"proto\":6,\"sip\":\"AAA\",\"sport\":1,"
                + "\"dip\":\"BBB\",\"dport\":2}",
            List.of("sip", "dip")),
        new Addressed(
            "ss",
            List.of("# host=h time=2026-03-02T10:11:12Z"),
            "ESTAB 0 0 AAA:1 BBB:2 rtt:1.5/0.5",
            List.of("address", "address")));
  }

  @ParameterizedTest
  @MethodSource("addressed")
  void anAddressThatStandsForAnyIsAnAbsentOne(Addressed flow) {
    assertThat(flow.read("10.0.0.1", "10.0.0.2")).isInstanceOf(Reading.Event.class);
    for (String any : flow.format().equals(SsFormat.NAME) ? ANY_WORD : ANY) {
      isMissing(flow.fields().get(0), flow.read(any, "10.0.0.2"));
      isMissing(flow.fields().get(1), flow.read("10.0.0.1", any));
    }
  }

  private static void isMissing(String field, Reading reading) {
    assertThat(Reads.invalid(reading).errorClass()).isEqualTo(Reading.Invalid.MISSING_FIELD);
    assertThat(Reads.invalid(reading).message()).startsWith(field + ": ");
  }

  private static byte[] mutated(String seed, Random random) {
    byte[] record = seed.getBytes(StandardCharsets.UTF_8);
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      record[random.nextInt(record.length)] = (byte) random.nextInt(256);
    }
    return random.nextInt(4) == 0 ? Arrays.copyOf(record, random.nextInt(record.length)) : record;
  }
}
