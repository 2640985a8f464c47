package io.holoward.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holoward.backtest.replay.RecordedTopics;
import io.holoward.cli.UserException;
import io.holoward.detection.configuration.Configuration;
import io.holoward.scoring.kafka.TopicRange;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class KafkaInputOptionsTest {

  private static final Configuration CONFIGURATION = Configuration.of();

  @Command
  private static final class Options {
    @Mixin private KafkaInputOptions input;
  }

  private static KafkaInputOptions parse(String... words) {
    Options options = new Options();
    new CommandLine(options).parseArgs(words);
    return options.input;
  }

  private static TopicRange range(String... words) {
    return ((RecordedTopics) parse(words).source(CONFIGURATION).orElseThrow()).range();
  }

  @Test
  void withoutThemNothingIsReadFromKafka() {
    assertThat(parse().source(CONFIGURATION)).isEmpty();
  }

  @Test
  void byItselfItMeansEverythingThatIsThere() {
    assertThat(range("--from-kafka")).isEqualTo(TopicRange.ALL);
  }

  @Test
  void timesMayBeDatesAndHaveAnOffset() {
    assertThat(
            range("--from-kafka", "--from-time=2026-03-01", "--to-time=2026-03-01T13:00:00+01:00"))
        .isEqualTo(
            new TopicRange(
                new TopicRange.At(Instant.parse("2026-03-01T00:00:00Z")),
                new TopicRange.At(Instant.parse("2026-03-01T12:00:00Z"))));
  }

  @Test
  void aTopicsNameMayHaveDashesOfItsOwn() {
    assertThat(range("--from-kafka", "--from-offsets=process-events-0:15,my-2-0-11:0"))
        .isEqualTo(
            new TopicRange(
                new TopicRange.Offsets(
                    Map.of(
                        new TopicPartition("process-events", 0), 15L,
                        new TopicPartition("my-2-0", 11), 0L)),
                new TopicRange.Open()));
  }

  @Test
  void oneEndMayBeATimeAndTheOtherAnOffset() {
    assertThat(range("--from-kafka", "--from-time=2026-03-01", "--to-offsets=a-0:5"))
        .isEqualTo(
            new TopicRange(
                new TopicRange.At(Instant.parse("2026-03-01T00:00:00Z")),
                new TopicRange.Offsets(Map.of(new TopicPartition("a", 0), 5L))));
  }

  @ParameterizedTest
  @CsvSource({
    "--from-time=2026-03-01, need --from-kafka",
    "--to-offsets=a-0:1, need --from-kafka",
    "--from-kafka --from-time=soon, --from-time soon is not a time",
    "--from-kafka --from-time=2026-03-02 --to-time=2026-03-01, is not before",
    "--from-kafka --from-time=2026-03-01 --from-offsets=a-0:1, not both",
    "--from-kafka --to-offsets=a:1, such as process-events-0:1500",
    "--from-kafka --to-offsets=a-0:-1, such as process-events-0:1500",
    "--from-kafka --to-offsets=a-0:1;a-0:2, names a-0 twice",
  })
  void whatMakesNoSenseIsSaidSo(String words, String message) {
    String[] options = words.replace(';', ',').split(" ");

    assertThatThrownBy(() -> parse(options).source(CONFIGURATION))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(message);
  }
}
