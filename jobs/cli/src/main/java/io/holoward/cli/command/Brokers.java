package io.holoward.cli.command;

import io.holoward.cli.UserException;
import io.holoward.detection.configuration.Configuration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

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

  /** What to tell of brokers that fail. */
  static UserException unusable(Configuration configuration, Exception failure) {
    String message =
        failure instanceof ExecutionException
            ? failure.getCause().getMessage()
            : failure.getMessage();
    return new UserException(
        "The brokers " + configuration.kafka().bootstrapServers() + ": " + message, failure);
  }
}
