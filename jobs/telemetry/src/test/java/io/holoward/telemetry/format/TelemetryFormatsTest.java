package io.holoward.telemetry.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TelemetryFormatsTest {

  private static Optional<String> detect(String beginning) {
    return TelemetryFormats.detect(beginning.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void everyFormatIsMadeByItsName() {
    assertThat(TelemetryFormats.names())
        .containsExactly(
            "avro",
            "azure-vmconnection",
            "ndpi",
            "patent-alarms",
            "patent-connections",
            "process-flows",
            "ss",
            "suricata",
            "sysflow",
            "sysmon",
            "unsw",
            "winlogbeat",
            "zeek")
        .allSatisfy(name -> assertThat(TelemetryFormats.byName(name).name()).isEqualTo(name));
  }

  @Test
  void anUnknownNameIsAnErrorThatListsTheKnownOnes() {
    assertThatThrownBy(() -> TelemetryFormats.byName("netflow"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("netflow")
        .hasMessageContaining("patent-alarms, patent-connections, process-flows");
  }

  @Test
  void aFormatIsToldByTheFirstLineThatShowsIt() {
    assertThat(detect("\n{\"Channel\":\"x\",\"EventID\":3}\n{")).contains("sysmon");
    assertThat(detect("{\"@timestamp\":\"t\",\"winlog\":{\"event_id\":3}}")).contains("winlogbeat");
    assertThat(detect("1|2|3|4|5|6|7|8|9|10|11|12|13\n")).contains("patent-connections");
    assertThat(detect("1|2|3|4|5|6|7|8|9|10")).contains("patent-alarms");
    assertThat(detect("Obj\u0001\u0004")).contains("avro");
    assertThat(detect("{\"foo\":1}\nsome text")).isEmpty();
    assertThat(detect("")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          zeek ~ #separator \\x09
          zeek ~ {"ts":1,"uid":"C","id.orig_h":"::1","proto":"tcp"}
          zeek ~ {"@stream":"conn","id_orig_h":"::1","proto":"tcp"}
          suricata ~ {"timestamp":"t","flow_id":1,"event_type":"flow"}
          suricata ~ {"timestamp":"t","event_type":"stats","stats":{}}
          azure-vmconnection ~ {"TimeGenerated":"t","Computer":"c","RemoteIp":"::1"}
          sysflow ~ {"ts":"t","host":"h","pid":1,"procStart":1,"opFlags":1}
          ndpi ~ pcap,flow,l4,src_ip,src_port,dst_ip
          ndpi ~ src_file,start,proto,orig_ip,ndpi_protocol,ndpi_confidence
          process-flows ~ src_file,start,proto,orig_ip,scenario,EventID,host,image,pid,label
          unsw ~ srcip,sport,dstip,dsport,proto
          ss ~ # host=web-1 time=2026-03-02T10:11:12Z
          ss ~ State Recv-Q Send-Q Local Address:Port Peer Address:Port
          sysmon ~ {"EventID":3,"Computer":"c","RemoteIp":"::1","text":"a|b|c|d|e|f|g|h|i|j"}
          """)
  void aFormatOfFlowsIsToldByItsHeaderOrItsKeys(String format, String line) {
    assertThat(detect("\n" + line + "\n")).contains(format);
  }
}
