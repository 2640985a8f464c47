package io.holoward.registry;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Why a connection by TLS did not come about, in words that say what to do. */
public final class TlsProblem {

  private static final int MAX_CAUSES = 20;

  private TlsProblem() {}

  /**
   * Explains a failure.
   *
   * @param properties where the trust store is configured, such as {@code kafka.properties}
   * @return empty when no TLS is behind it
   */
  public static Optional<String> explain(Throwable failure, String properties) {
    List<Throwable> causes =
        Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
            .limit(MAX_CAUSES)
            .toList();
    if (has(causes, CertificateExpiredException.class)) {
      return Optional.of("the server's certificate has expired: have it renewed on the server");
    }
    if (has(causes, CertificateNotYetValidException.class)) {
      return Optional.of(
          "the server's certificate is not valid yet: check the clocks of both machines");
    }
    if (has(causes, CertPathBuilderException.class)) {
      return Optional.of(
          "the server's certificate is not trusted: name a trust store that holds the certificate"
              + " of its authority by ssl.truststore.location in "
              + properties);
    }
    if (says(causes, "No subject alternative") || says(causes, "No name matching")) {
      return Optional.of(
          "the server's certificate is for another host name: connect by a name that it has, or have"
              + " one issued with this name");
    }
    Optional<String> store = message(causes, "Failed to load SSL keystore");
    if (store.isPresent()) {
      return Optional.of(
          "%s: check ssl.truststore.location and ssl.truststore.password, and those of the key store, in %s"
              .formatted(store.get(), properties));
    }
    if (says(causes, "Unsupported or unrecognized SSL message")) {
      return Optional.of("the server does not speak TLS there: check the port and the protocol");
    }
    if (has(causes, SSLException.class)) {
      return Optional.of(
          "no connection by TLS: %s; check the ssl settings in %s"
              .formatted(causes.get(causes.size() - 1).getMessage(), properties));
    }
    return Optional.empty();
  }

  private static boolean has(List<Throwable> causes, Class<?> type) {
    return causes.stream().anyMatch(type::isInstance);
  }

  private static boolean says(List<Throwable> causes, String words) {
    return message(causes, words).isPresent();
  }

  /** The innermost message with these words: those around it repeat it. */
  private static Optional<String> message(List<Throwable> causes, String words) {
    return causes.stream()
        .map(Throwable::getMessage)
        .filter(message -> message != null && message.contains(words))
        .reduce((outer, inner) -> inner);
  }
}
