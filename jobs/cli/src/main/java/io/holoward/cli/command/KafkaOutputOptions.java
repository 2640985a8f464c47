package io.holoward.cli.command;

import io.holoward.backtest.replay.ReplayTopics;
import io.holoward.cli.Topics;
import io.holoward.cli.Topics.Topic;
import io.holoward.cli.UserException;
import io.holoward.detection.configuration.Configuration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Option;

/** The options that write what a replay finds to topics as well. */
final class KafkaOutputOptions {

  private static final int PARTITIONS = 1;

  /** The output topics by the key that names them. */
  private static final Map<String, Function<Configuration.Sinks, Configuration.Topic>> SINKS =
      new LinkedHashMap<>();

  static {
    SINKS.put("scored-alarms", Configuration.Sinks::scoredAlarms);
    SINKS.put("scored-alarms-ocsf", Configuration.Sinks::scoredAlarmsOcsf);
    SINKS.put("scored-alarms-ecs", Configuration.Sinks::scoredAlarmsEcs);
    SINKS.put("scored-alarms-json", Configuration.Sinks::scoredAlarmsJson);
    SINKS.put("intended-states", Configuration.Sinks::intendedStates);
    SINKS.put("populations", Configuration.Sinks::populations);
    SINKS.put("progress", Configuration.Sinks::progress);
    SINKS.put("annotated-flows", Configuration.Sinks::annotatedFlows);
    SINKS.put("responses", Configuration.Sinks::responses);
    SINKS.put("port-exceptions", Configuration.Sinks::portExceptions);
    SINKS.put("address-history", Configuration.Sinks::addressHistory);
    SINKS.put("dead-letters", Configuration.Sinks::deadLetters);
  }

  @Option(
      names = "--to-kafka",
      description = {
        "Write to topics on the configured brokers as well, created when absent. Every record has",
        "the headers replay=true and run-id."
      })
  private boolean toKafka;

  @Option(
      names = "--topic-prefix",
      paramLabel = "TEXT",
      defaultValue = "replay.",
      description = "What the names of these topics begin with, before those of the live topics.")
  private String prefix;

  @Option(
      names = "--to-topic",
      paramLabel = "OUTPUT=NAME",
      description = "The topic of one output, such as scored-alarms=trial; may be repeated.")
  private Map<String, String> named = Map.of();

  @Option(
      names = "--to-live-topics",
      description = "Write to the configured output topics themselves, which the live job fills.")
  private boolean toLiveTopics;

  /**
   * Where to write to, or empty where these options ask for nothing.
   *
   * @throws UserException if that would be a topic of the live job, unless it was asked for
   */
  Optional<ReplayTopics> topics(Configuration configuration) {
    if (!toKafka) {
      if (toLiveTopics || !named.isEmpty()) {
        throw new UserException("--to-topic and --to-live-topics need --to-kafka");
      }
      return Optional.empty();
    }
    requireOutputs();
    List<String> keys = new ArrayList<>();
    SINKS.forEach(
        (sink, topic) -> {
          String live = topic.apply(configuration.sinks()).topic();
          String like = toLiveTopics || live == null ? live : prefix + live;
          String name = named.getOrDefault(sink, like);
          if (name != null) {
            keys.add("sinks.%s.topic=%s".formatted(sink, name));
          }
        });
    Configuration written = configuration.with(keys);
    requireAllowed(configuration, written.sinks());
    return Optional.of(new ReplayTopics(written, UUID.randomUUID().toString()));
  }

  private void requireOutputs() {
    for (String output : named.keySet()) {
      if (!SINKS.containsKey(output)) {
        throw new UserException(
            "--to-topic %s: there is no such output; expected one of %s"
                .formatted(output, String.join(", ", SINKS.keySet())));
      }
    }
  }

  /** A replay never feeds the job, and mixes with its output only where that is wanted. */
  private void requireAllowed(Configuration live, Configuration.Sinks written) {
    Set<String> read = topicsOf(Topics.of(live));
    Set<String> filled =
        SINKS.values().stream()
            .map(sink -> sink.apply(live.sinks()).topic())
            .filter(Objects::nonNull)
            .collect(Collectors.toCollection(TreeSet::new));
    read.removeAll(filled);
    for (Function<Configuration.Sinks, Configuration.Topic> sink : SINKS.values()) {
      String topic = sink.apply(written).topic();
      if (topic == null) {
        continue;
      }
      if (read.contains(topic)) {
        throw new UserException(
            "the live job reads %s: a replay must not write there; give another --topic-prefix or --to-topic"
                .formatted(topic));
      }
      if (filled.contains(topic) && !toLiveTopics) {
        throw new UserException(
            "the live job writes to %s: give another --topic-prefix or --to-topic, or say --to-live-topics"
                .formatted(topic));
      }
    }
  }

  private static Set<String> topicsOf(List<Topic> topics) {
    return topics.stream().map(Topic::name).collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Creates those of the topics that are absent; a topic with more partitions is made beforehand.
   *
   * @throws UserException if the brokers do not answer or refuse
   */
  static void create(ReplayTopics topics) {
    Configuration configuration = topics.configuration();
    Set<String> written =
        SINKS.values().stream()
            .map(sink -> sink.apply(configuration.sinks()).topic())
            .collect(Collectors.toSet());
    Stream<Topic> absent =
        Topics.of(configuration).stream().filter(topic -> written.contains(topic.name()));
    try (Admin admin = Brokers.admin(configuration)) {
      Topics.create(admin, absent.toList(), PARTITIONS, Optional.empty());
    } catch (KafkaException e) {
      throw Brokers.unusable(configuration, e);
    }
  }
}
