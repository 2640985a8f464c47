package io.holoward.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of bad records on a cluster: each is kept as it was, and the job lives. */
@ExtendWith(SharedRuns.class)
final class DeadLetterITCase {
  private static final String HEADER = "holoward.dead-letter.";

  private final Runs runs;

  DeadLetterITCase(Runs runs) {
    this.runs = runs;
  }

  @Test
  void badRecordsBecomeDeadLettersWithTheirBytesAndTheTopicTheyCameFrom() {
    Map<String, List<BadRecord>> sent =
        Map.of(
            runs.undisturbed().processEvents(), runs.badEvents(),
            runs.undisturbed().flowTopic(), runs.badFlows());
    List<ConsumerRecord<byte[], byte[]>> letters = runs.undisturbed().deadLetters();

    sent.forEach(
        (topic, records) -> {
          List<ConsumerRecord<byte[], byte[]>> ofTopic =
              letters.stream().filter(letter -> header(letter, "topic").equals(topic)).toList();
          List<ConsumerRecord<byte[], byte[]>> source = runs.platform().topics().read(topic);
          assertThat(ofTopic).hasSameSizeAs(records);
          records.forEach(
              bad ->
                  assertThat(ofTopic)
                      .as(bad.what())
                      .filteredOn(letter -> Arrays.equals(letter.value(), bad.bytes()))
                      .singleElement()
                      .satisfies(
                          letter -> {
                            assertThat(header(letter, "error-class")).isEqualTo(bad.errorClass());
                            assertThat(header(letter, "message")).isNotBlank();
                            assertThat(recordAt(source, letter)).isEqualTo(bad.bytes());
                          }));
        });
    assertThat(letters).hasSize(runs.badEvents().size() + runs.badFlows().size());
  }

  @Test
  void theJobLivesOnAfterBadRecords() {
    assertThat(runs.stateAtEnd()).isEqualTo("RUNNING");
    assertThat(runs.undisturbed().restored()).isZero();
  }

  /** The record of its source topic that the headers of a dead letter point to. */
  private static byte[] recordAt(
      List<ConsumerRecord<byte[], byte[]>> source, ConsumerRecord<byte[], byte[]> letter) {
    return source.stream()
        .filter(record -> Integer.toString(record.partition()).equals(header(letter, "partition")))
        .filter(record -> Long.toString(record.offset()).equals(header(letter, "offset")))
        .findFirst()
        .orElseThrow()
        .value();
  }

  private static String header(ConsumerRecord<?, ?> letter, String name) {
    return new String(letter.headers().lastHeader(HEADER + name).value(), StandardCharsets.UTF_8);
  }
}
