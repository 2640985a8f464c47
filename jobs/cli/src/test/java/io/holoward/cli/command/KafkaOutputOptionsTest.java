package io.holoward.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holoward.backtest.replay.ReplayTopics;
import io.holoward.cli.UserException;
import io.holoward.detection.configuration.Configuration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class KafkaOutputOptionsTest {

  private static final Configuration CONFIGURATION =
      Configuration.of("sinks.scored-alarms.topic=found", "sources.flows.topic=trial.found");

  @Command
  private static final class Options {
    @Mixin private KafkaOutputOptions output;
  }

  private static KafkaOutputOptions parse(String... words) {
    Options options = new Options();
    new CommandLine(options).parseArgs(words);
    return options.output;
  }

  private static ReplayTopics topics(String... words) {
    return parse(words).topics(CONFIGURATION).orElseThrow();
  }

  @Test
  void withoutThemNothingIsWrittenToKafka() {
    assertThat(parse().topics(CONFIGURATION)).isEmpty();
  }

  @Test
  void eachOutputGetsATopicOfItsOwnThatBeginsWithThePrefix() {
    Configuration.Sinks live = CONFIGURATION.sinks();
    Configuration.Sinks written = topics("--to-kafka").configuration().sinks();

    assertThat(written.scoredAlarms().topic()).isEqualTo("replay.found");
    assertThat(written.deadLetters().topic()).isEqualTo("replay." + live.deadLetters().topic());
    assertThat(topics("--to-kafka").configuration().sources()).isEqualTo(CONFIGURATION.sources());
  }

  @Test
  void aTopicCanBeNamed() {
    Configuration.Sinks written =
        topics("--to-kafka", "--topic-prefix=x.", "--to-topic", "scored-alarms=mine")
            .configuration()
            .sinks();

    assertThat(written.scoredAlarms().topic()).isEqualTo("mine");
    assertThat(written.progress().topic()).startsWith("x.");
  }

  @Test
  void anotherFormOfTheFindingsIsWrittenWhereTheJobWritesItOrItIsNamed() {
    Configuration live = CONFIGURATION.with(List.of("sinks.scored-alarms-ecs.topic=elastic"));

    Configuration.Sinks written =
        parse("--to-kafka", "--to-topic", "scored-alarms-json=plain")
            .topics(live)
            .orElseThrow()
            .configuration()
            .sinks();

    assertThat(written.scoredAlarmsEcs().topic()).isEqualTo("replay.elastic");
    assertThat(written.scoredAlarmsJson().topic()).isEqualTo("plain");
    assertThat(written.scoredAlarmsOcsf().topic()).isNull();
  }

  @Test
  void theLiveTopicsHaveToBeAskedFor() {
    assertThat(topics("--to-kafka", "--to-live-topics").configuration().sinks())
        .isEqualTo(CONFIGURATION.sinks());
  }

  @Test
  void everyRunHasAnIdOfItsOwn() {
    assertThat(topics("--to-kafka").runId())
        .isNotBlank()
        .isNotEqualTo(topics("--to-kafka").runId());
  }

  @ParameterizedTest
  @CsvSource({
    "--to-live-topics, need --to-kafka",
    "--to-kafka --topic-prefix=, the live job writes to",
    "--to-kafka --to-topic=progress=found, the live job writes to found",
    "--to-kafka --topic-prefix=trial., the live job reads trial.found",
    "--to-kafka --to-live-topics --to-topic=progress=trial.found, the live job reads trial.found",
    "--to-kafka --to-topic=alarms=x, there is no such output",
  })
  void whatWouldMixWithTheLiveJobIsRefused(String words, String message) {
    assertThatThrownBy(() -> parse(words.split(" ")).topics(CONFIGURATION))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(message);
  }
}
