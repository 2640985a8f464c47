package io.holoward.cli;

import io.holoward.detection.configuration.Configuration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics of a configuration, and their creation. */
public final class Topics {
  private Topics() {}

  /**
   * A topic the job reads or writes.
   *
   * @param compacted whether only the latest record of a key is kept
   */
  public record Topic(String name, boolean compacted) {}

  /**
   * What became of a topic.
   *
   * @param created false when it was there before; it is then left as it is
   */
  public record Outcome(Topic topic, boolean created) {}

  /**
   * The topics the configuration names: what is read, then what is written. A sink without a topic
   * is left out.
   */
  public static List<Topic> of(Configuration configuration) {
    Configuration.Sources sources = configuration.sources();
    Configuration.Sinks sinks = configuration.sinks();
    return Stream.of(
            new Topic(sources.processEvents().topic(), false),
            new Topic(sources.alarms().topic(), false),
            new Topic(sources.flows().topic(), false),
            new Topic(sources.control().topic(), false),
            new Topic(sinks.scoredAlarms().topic(), false),
            new Topic(sinks.scoredAlarmsOcsf().topic(), false),
            new Topic(sinks.scoredAlarmsEcs().topic(), false),
            new Topic(sinks.scoredAlarmsJson().topic(), false),
            new Topic(sinks.intendedStates().topic(), true),
            new Topic(sinks.populations().topic(), true),
            new Topic(sinks.progress().topic(), false),
            new Topic(sinks.annotatedFlows().topic(), false),
            new Topic(sinks.responses().topic(), false),
            new Topic(sinks.portExceptions().topic(), false),
            new Topic(sinks.addressHistory().topic(), true),
            new Topic(sinks.deadLetters().topic(), false))
        .filter(topic -> topic.name() != null)
        .toList();
  }

  /**
   * Creates those of the topics that are not there yet, and waits until their brokers take records.
   *
   * @param partitions of each topic, at least 1
   * @param replication of each topic; empty for the broker's default
   * @throws UserException when the brokers refuse a topic, or do not lead it in time
   * @throws org.apache.kafka.common.KafkaException when they do not answer, or refuse the login
   */
  public static List<Outcome> create(
      Admin admin, List<Topic> topics, int partitions, Optional<Short> replication) {
    Map<String, String> compaction =
        Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
    List<NewTopic> requested =
        topics.stream()
            .map(
                topic ->
                    new NewTopic(topic.name(), Optional.of(partitions), replication)
                        .configs(topic.compacted() ? compaction : Map.of()))
            .toList();
    var results = admin.createTopics(requested).values();
    List<Outcome> outcomes = new ArrayList<>();
    for (Topic topic : topics) {
      outcomes.add(new Outcome(topic, isCreated(topic, results.get(topic.name()))));
    }
    TopicLeaders.await(
        admin,
        outcomes.stream()
            .filter(Outcome::created)
            .flatMap(outcome -> partitions(outcome.topic(), partitions))
            .toList());
    return outcomes;
  }

  private static Stream<TopicPartition> partitions(Topic topic, int count) {
    return IntStream.range(0, count).mapToObj(index -> new TopicPartition(topic.name(), index));
  }

  /** Whether a topic was created, and not there before. */
  private static boolean isCreated(Topic topic, KafkaFuture<Void> result) {
    try {
      result.get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TimeoutException timeout) {
        throw timeout;
      }
      if (e.getCause() instanceof AuthenticationException refused) {
        throw refused;
      }
      if (e.getCause() instanceof AuthorizationException) {
        throw new UserException(
            "The topic %s cannot be created: the user has no permission for it; have CREATE on the topic granted, or the topic created by whoever may"
                .formatted(topic.name()),
            e);
      }
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new UserException(
            "The topic " + topic.name() + " cannot be created: " + e.getCause().getMessage(), e);
      }
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserException("Interrupted while creating the topic " + topic.name(), e);
    }
  }
}
