package io.holoward.telemetry.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HostileRecordsTest {

  private static final List<String> SEEDS =
      List.of(
          "{\"EventID\":3,\"Channel\":\"Sysmon\",\"Computer\":\"w\",\"ts\":\"2020-06-10T02:50:55.662Z\","
              + "\"ProcessId\":\"1\",\"SourceIp\":\"fe80::1%4\",\"SourcePort\":\"53\",\"Initiated\":\"true\"}",
          "{\"@timestamp\":\"2020-06-10T02:50:55.662Z\",\"winlog\":{\"event_id\":5156,\"channel\":\"Security\","
              + "\"computer_name\":\"w\",\"event_data\":{\"Protocol\":\"6\",\"DestPort\":\"80\"}}}",
          "1|10.0.0.1|80|2018-09-06 11:27:40.123-08|null|null|IN|null|1|*|*|6|x",
          "1|o|t|TCP|80|10.0.0.1|*|*|1|2018-09-06 11:27:40.123-08");

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
    for (int i = 0; i < 40_000; i++) {
      byte[] record = mutated(SEEDS.get(i % SEEDS.size()), random);
      assertThatCode(
              () ->
                  assertThat(format.read(record, 0, record.length, context))
                      .as(() -> new String(record, StandardCharsets.ISO_8859_1))
                      .isNotNull())
          .doesNotThrowAnyException();
    }
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
