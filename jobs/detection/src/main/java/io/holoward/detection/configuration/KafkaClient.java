package io.holoward.detection.configuration;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The properties that make a Kafka client log in as the configured user. */
final class KafkaClient {

  static final String LOGIN = "sasl.jaas.config";

  private static final String MECHANISM = "sasl.mechanism";
  private static final String DEFAULT_MECHANISM = "SCRAM-SHA-512";
  private static final String PROTOCOL = "security.protocol";
  private static final String LOGIN_MODULES = "org.apache.kafka.common.security.";

  private KafkaClient() {}

  /** The configured properties, and what follows from user and password where they do not say. */
  static Map<String, String> properties(Configuration.Kafka kafka, SecretReferences secrets) {
    Map<String, String> client = new TreeMap<>();
    kafka
        .properties()
        .forEach(
            (name, value) ->
                client.put(
                    name,
                    value instanceof PropertyValue.Hidden hidden
                        ? secrets.plain(hidden.secret())
                        : value.resolve()));
    if (kafka.user() != null) {
      client.putIfAbsent(PROTOCOL, "SASL_SSL");
      client.putIfAbsent(MECHANISM, DEFAULT_MECHANISM);
      client.put(
          LOGIN,
          "%s%s required username=\"%s\" password=\"%s\";"
              .formatted(
                  LOGIN_MODULES,
                  isPlain(client.get(MECHANISM))
                      ? "plain.PlainLoginModule"
                      : "scram.ScramLoginModule",
                  JaasText.quotable(kafka.user()),
                  secrets.quoted(kafka.password())));
    }
    return client;
  }

  /** Why the properties do not go with user and password; empty where they do. */
  static Optional<String> contradiction(Configuration.Kafka kafka) {
    if (kafka.properties().containsKey(LOGIN)) {
      return Optional.of(
          "expected either kafka.user and kafka.password, or " + LOGIN + ", not both");
    }
    String protocol = text(kafka, PROTOCOL, "SASL_SSL");
    if (!protocol.startsWith("SASL_")) {
      return Optional.of(
          "expected security.protocol to be SASL_SSL (or SASL_PLAINTEXT): %s knows no user"
              .formatted(protocol));
    }
    String mechanism = text(kafka, MECHANISM, DEFAULT_MECHANISM);
    if (!isPlain(mechanism) && !mechanism.startsWith("SCRAM-")) {
      return Optional.of(
          "expected sasl.mechanism to be SCRAM-SHA-512, SCRAM-SHA-256 or PLAIN; for another one"
              + " leave user and password out and give its own properties");
    }
    return Optional.empty();
  }

  private static String text(Configuration.Kafka kafka, String property, String otherwise) {
    return kafka.properties().get(property) instanceof PropertyValue.Text text
        ? text.value()
        : otherwise;
  }

  private static boolean isPlain(String mechanism) {
    return mechanism.equals("PLAIN");
  }
}
