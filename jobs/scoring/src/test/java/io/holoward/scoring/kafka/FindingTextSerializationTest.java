package io.holoward.scoring.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.finding.Finding;
import io.holoward.scoring.codec.Samples;
import io.holoward.scoring.ecosystem.FindingFormat;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FindingTextSerializationTest {

  @ParameterizedTest
  @EnumSource
  void aRecordHasTheKeyAndTheHeadersOfTheAvroTopicAndNamesItsForm(FindingFormat format) {
    Finding finding = Samples.abnormal();

    ProducerRecord<byte[], byte[]> record =
        new FindingTextSerialization("elsewhere", format).serialize(finding, null, null);

    Map<String, String> headers = new TreeMap<>();
    record.headers().forEach(header -> headers.put(header.key(), text(header.value())));
    assertThat(record.topic()).isEqualTo("elsewhere");
    assertThat(text(record.key())).isEqualTo(finding.actor().processId());
    assertThat(text(record.value())).isEqualTo(format.write(finding));
    assertThat(headers)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "schema", format.label(),
                "organisation", "acme",
                "detector", "external-alarm",
                "verdict", "ABNORMAL",
                "severity", "HIGH"));
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
