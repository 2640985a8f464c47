package io.holoward.scoring.kafka;

import io.holoward.detection.configuration.Configuration;
import io.holoward.registry.TlsProblem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;

/** Why brokers cannot be used, in words that say what to do. */
public final class BrokerProblem {

  private static final int MAX_CAUSES = 20;

  private BrokerProblem() {}

  /** One sentence that names the brokers and the cause; holds no secret. */
  public static String explain(Configuration.Kafka kafka, Throwable failure) {
    return "the brokers " + kafka.bootstrapServers() + ": " + reason(kafka, failure);
  }

  private static String reason(Configuration.Kafka kafka, Throwable failure) {
    List<Throwable> causes =
        Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
            .limit(MAX_CAUSES)
            .toList();
    Optional<String> tls = TlsProblem.explain(failure, "kafka.properties");
    if (tls.isPresent()) {
      return tls.get();
    }
    for (Throwable cause : causes) {
      if (cause instanceof SaslAuthenticationException) {
        return "they refuse the login of %s (%s); check kafka.user and kafka.password"
            .formatted(
                kafka.user() == null ? "a client without kafka.user" : kafka.user(),
                cause.getMessage());
      }
      if (cause instanceof AuthorizationException) {
        return cause.getMessage()
            + "; have the permission granted (\"holoward topics acls\" lists those of the job)";
      }
      if (cause instanceof TimeoutException) {
        return "no answer (%s); check kafka.bootstrap-servers, and whether security.protocol in kafka.properties is that of the port"
            .formatted(cause.getMessage());
      }
    }
    return causes.get(causes.size() - 1).getMessage()
        + "; check kafka.bootstrap-servers and kafka.properties";
  }
}
