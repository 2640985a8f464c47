package io.holoward.cli.command;

import io.holoward.backtest.replay.RecordedTopics;
import io.holoward.backtest.replay.TelemetrySource;
import io.holoward.cli.UserException;
import io.holoward.detection.configuration.Configuration;
import io.holoward.scoring.kafka.TopicRange;
import io.holoward.scoring.kafka.TopicRange.At;
import io.holoward.scoring.kafka.TopicRange.Edge;
import io.holoward.scoring.kafka.TopicRange.Offsets;
import io.holoward.scoring.kafka.TopicRange.Open;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Option;

/** The options that read a recording from the configured source topics. */
final class KafkaInputOptions {

  private static final Pattern OFFSET = Pattern.compile("(.+)-(\\d{1,9}):(\\d{1,18})");

  @Option(
      names = "--from-kafka",
      description = {
        "Score what the configured source topics hold, up to where they end now: process events,",
        "alarms, flows and commands. Joins no group, commits nothing."
      })
  private boolean fromKafka;

  @Option(
      names = "--from-time",
      paramLabel = "TIME",
      description =
          "Begin with the first record whose own timestamp is not older (ISO-8601; UTC without an"
              + " offset). Commands are read from their beginning.")
  private String fromTime;

  @Option(
      names = "--to-time",
      paramLabel = "TIME",
      description = "End before the first record whose own timestamp is not older.")
  private String toTime;

  @Option(
      names = "--from-offsets",
      paramLabel = "TOPIC-PARTITION:OFFSET,…",
      split = ",",
      description = "Begin there; a partition that is not named at its earliest record.")
  private String[] fromOffsets;

  @Option(
      names = "--to-offsets",
      paramLabel = "TOPIC-PARTITION:OFFSET,…",
      split = ",",
      description = "End before that; a partition that is not named where it ends now.")
  private String[] toOffsets;

  /** Whether any of these options was given. */
  boolean areGiven() {
    return fromKafka || namesRange();
  }

  private boolean namesRange() {
    return Stream.of(fromTime, toTime, fromOffsets, toOffsets).anyMatch(given -> given != null);
  }

  /**
   * What to read, or empty where these options ask for nothing.
   *
   * @throws UserException if they contradict each other
   */
  Optional<TelemetrySource> source(Configuration configuration) {
    if (!fromKafka) {
      if (namesRange()) {
        throw new UserException(
            "--from-time, --to-time, --from-offsets and --to-offsets need --from-kafka");
      }
      return Optional.empty();
    }
    Edge from = edge("--from-time", fromTime, "--from-offsets", fromOffsets);
    Edge to = edge("--to-time", toTime, "--to-offsets", toOffsets);
    if (from instanceof At begin && to instanceof At end && !begin.time().isBefore(end.time())) {
      throw new UserException(
          "--from-time %s is not before --to-time %s".formatted(fromTime, toTime));
    }
    return Optional.of(new RecordedTopics(configuration, new TopicRange(from, to)));
  }

  private static Edge edge(String timeOption, String time, String offsetOption, String[] offsets) {
    if (time != null && offsets != null) {
      throw new UserException("give %s or %s, not both".formatted(timeOption, offsetOption));
    }
    if (time != null) {
      return new At(TimeText.parse(timeOption, time));
    }
    return offsets == null ? new Open() : new Offsets(parse(offsetOption, offsets));
  }

  private static Map<TopicPartition, Long> parse(String option, String[] texts) {
    Map<TopicPartition, Long> offsets = new LinkedHashMap<>();
    for (String text : texts) {
      Matcher matcher = OFFSET.matcher(text.strip());
      if (!matcher.matches()) {
        throw new UserException(
            "%s %s: expected a partition and an offset such as process-events-0:1500"
                .formatted(option, text));
      }
      TopicPartition partition =
          new TopicPartition(matcher.group(1), Integer.parseInt(matcher.group(2)));
      if (offsets.put(partition, Long.parseLong(matcher.group(3))) != null) {
        throw new UserException("%s names %s twice".formatted(option, partition));
      }
    }
    return offsets;
  }
}
