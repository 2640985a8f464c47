package io.holoward.telemetry.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TelemetryFormatsTest {

  private static Optional<String> detect(String beginning) {
    return TelemetryFormats.detect(beginning.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void everyFormatIsMadeByItsName() {
    assertThat(TelemetryFormats.names())
        .containsExactly("avro", "patent-alarms", "patent-connections", "sysmon", "winlogbeat")
        .allSatisfy(name -> assertThat(TelemetryFormats.byName(name).name()).isEqualTo(name));
  }

  @Test
  void anUnknownNameIsAnErrorThatListsTheKnownOnes() {
    assertThatThrownBy(() -> TelemetryFormats.byName("zeek"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("zeek")
        .hasMessageContaining("patent-alarms, patent-connections, sysmon");
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
}
