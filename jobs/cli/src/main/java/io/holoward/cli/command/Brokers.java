package io.holoward.cli.command;

import io.holoward.cli.Topics.Topic;
import io.holoward.cli.UserException;
import io.holoward.detection.configuration.Configuration;
import io.holoward.scoring.kafka.BrokerProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The configured brokers. */
final class Brokers {

  private static final int CALL_BOUND_MILLIS = 15_000;

  private Brokers() {}

  /**
   * A client that asks them, and does not wait for long.
   *
   * @throws UserException if the configuration describes no client
   */
  static Admin admin(Configuration configuration) {
    Map<String, Object> client = new HashMap<>(configuration.kafka().resolvedProperties());
    client.put(
        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, configuration.kafka().bootstrapServers());
    client.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_BOUND_MILLIS);
    client.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, CALL_BOUND_MILLIS / 3);
    try {
      return Admin.create(client);
    } catch (KafkaException e) {
      throw unusable(configuration, e);
    }
  }

  /**
   * Makes sure that topics are there before anything is sent to them.
   *
   * @throws UserException if one is not, or the brokers do not answer
   */
  static void requireTopics(Configuration configuration, Set<String> topics) {
    Set<String> known;
    try (Admin admin = admin(configuration)) {
      known = admin.listTopics().names().get();
    } catch (ExecutionException e) {
      throw unusable(configuration, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unusable(configuration, e);
    }
    for (String topic : topics) {
      if (!known.contains(topic)) {
        throw new UserException(
            "There is no topic %s on %s: create it with \"holoward topics create\""
                .formatted(topic, configuration.kafka().bootstrapServers()));
      }
    }
  }

  /**
   * Grants permissions; one that is there is left as it is.
   *
   * @throws UserException if the brokers refuse, do not answer, or check no permissions
   */
  static void grant(Configuration configuration, List<AclBinding> permissions) {
    try (Admin admin = admin(configuration)) {
      admin.createAcls(permissions).all().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SecurityDisabledException) {
        throw new UserException(
            "The brokers %s check no permissions: set authorizer.class.name on them first"
                .formatted(configuration.kafka().bootstrapServers()),
            e);
      }
      throw unusable(configuration, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unusable(configuration, e);
    }
  }

  /**
   * What is wrong with the brokers, their topics and the group, as far as asking shows it.
   *
   * @param topics that have to be there
   */
  static List<String> problems(Configuration configuration, List<Topic> topics) {
    try (Admin admin = admin(configuration)) {
      admin.describeCluster().nodes().get();
      List<String> problems = new ArrayList<>();
      var described = admin.describeTopics(topics.stream().map(Topic::name).toList());
      for (Topic topic : topics) {
        try {
          described.topicNameValues().get(topic.name()).get();
        } catch (ExecutionException e) {
          problems.add(
              e.getCause() instanceof UnknownTopicOrPartitionException
                  ? "there is no topic %s the user may see: create it with \"holoward topics create\", or see \"holoward topics acls\""
                      .formatted(topic.name())
                  : BrokerProblem.explain(configuration.kafka(), e));
        }
      }
      try {
        admin.listConsumerGroupOffsets(configuration.kafka().group()).all().get();
      } catch (ExecutionException e) {
        problems.add(BrokerProblem.explain(configuration.kafka(), e));
      }
      return problems;
    } catch (UserException e) {
      return List.of(e.getMessage());
    } catch (ExecutionException e) {
      return List.of(BrokerProblem.explain(configuration.kafka(), e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unusable(configuration, e);
    }
  }

  /** What to tell of brokers that fail. */
  static UserException unusable(Configuration configuration, Exception failure) {
    return new UserException(BrokerProblem.explain(configuration.kafka(), failure), failure);
  }
}
