package io.holoward.scoring.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.configuration.Configuration;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BrokerProblemTest {

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new SaslAuthenticationException("no"), "kafka.user and kafka.password"),
        Arguments.of(new TopicAuthorizationException(Set.of("alarms")), "[alarms]"),
        Arguments.of(new TopicAuthorizationException(Set.of("alarms")), "holoward topics acls"),
        Arguments.of(new TimeoutException("nothing"), "security.protocol"),
        Arguments.of(tls(new CertificateExpiredException()), "has expired"),
        Arguments.of(tls(new CertPathBuilderException()), "is not trusted"),
        Arguments.of(
            new SSLHandshakeException("No subject alternative names matching IP address"),
            "another host name"),
        Arguments.of(
            new KafkaException("Failed", new KafkaException("Failed to load SSL keystore /t")),
            "SSL keystore /t: check ssl.truststore.location"),
        Arguments.of(new KafkaException("outer", new KafkaException("inner")), "inner; check"));
  }

  private static Throwable tls(Exception cause) {
    SSLHandshakeException handshake = new SSLHandshakeException("PKIX");
    handshake.initCause(cause);
    return new SslAuthenticationException("failed", handshake);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aFailureSaysWhatToDo(Throwable failure, String advice) {
    assertThat(BrokerProblem.explain(Configuration.of().kafka(), new ExecutionException(failure)))
        .startsWith("the brokers localhost:9092: ")
        .contains(advice);
  }
}
