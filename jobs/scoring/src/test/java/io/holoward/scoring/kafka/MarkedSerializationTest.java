package io.holoward.scoring.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.observation.SourcePosition;
import io.holoward.scoring.decode.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** What a replay writes to Kafka says so, and says where it came from. */
class MarkedSerializationTest {

  private static final DeadLetterSerialization LETTERS =
      new DeadLetterSerialization("letters", Set.of("my-events"));

  private static DeadLetter letter(String source) {
    return new DeadLetter(new byte[] {1}, new SourcePosition(source, 42), "bad", "why");
  }

  private static Map<String, String> headers(ProducerRecord<byte[], byte[]> record) {
    Map<String, String> headers = new TreeMap<>();
    record
        .headers()
        .forEach(
            header ->
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
    return headers;
  }

  @Test
  void aReplaysRecordsAreMarkedAndOtherwiseTheSame() {
    DeadLetter letter = letter("my-events-3");
    ProducerRecord<byte[], byte[]> live = LETTERS.serialize(letter, null, null);
    ProducerRecord<byte[], byte[]> replayed =
        new MarkedSerialization<>(LETTERS, new ReplayMark("run-1")).serialize(letter, null, null);

    Map<String, String> expected = headers(live);
    assertThat(expected).doesNotContainKeys("replay", "run-id");
    expected.putAll(Map.of("replay", "true", "run-id", "run-1"));
    assertThat(headers(replayed)).isEqualTo(expected);
    assertThat(replayed.value()).isEqualTo(live.value());
  }

  @Test
  void aDeadLetterNamesItsPartitionOrItsFile() {
    assertThat(headers(LETTERS.serialize(letter("my-events-3"), null, null)))
        .containsEntry("holoward.dead-letter.topic", "my-events")
        .containsEntry("holoward.dead-letter.partition", "3")
        .containsEntry("holoward.dead-letter.offset", "42");
    assertThat(headers(LETTERS.serialize(letter("sysmon.jsonl"), null, null)))
        .containsEntry("holoward.dead-letter.file", "sysmon.jsonl")
        .containsEntry("holoward.dead-letter.line", "42")
        .doesNotContainKey("holoward.dead-letter.topic");
    assertThat(headers(LETTERS.serialize(letter("conn-20240101"), null, null)))
        .as("a file whose name ends as those of partitions do")
        .containsEntry("holoward.dead-letter.file", "conn-20240101")
        .doesNotContainKey("holoward.dead-letter.topic");
  }
}
