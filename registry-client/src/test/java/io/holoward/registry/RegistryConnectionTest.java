package io.holoward.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryConnectionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"registry:8081", "ftp://registry", "http:// registry", "/apis", "http://u:p@h"})
  void aUrlThatIsNoneIsRefused(String url) {
    assertThatThrownBy(() -> RegistryConnection.to(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("registry url: expected http://");
  }

  @Test
  void aUserWithoutPasswordIsRefused() {
    assertThatThrownBy(() -> new RegistryConnection("http://h", "ada", null, Map.of()))
        .hasMessageContaining("user and password go together");
  }

  @Test
  void secretsAreNotPrinted() {
    var connection =
        new RegistryConnection("http://h", "ada", "s3cret", Map.of("bearer.auth.token", "t0ken"));

    assertThat(connection.toString()).contains("ada").doesNotContain("s3cret", "t0ken");
  }

  @Test
  void givenPropertiesWinOverDefaults() {
    var connection =
        new RegistryConnection("http://h", null, null, Map.of("http.read.timeout.ms", "1"));

    assertThat(connection.clientConfiguration())
        .containsEntry("http.read.timeout.ms", "1")
        .containsEntry("http.connect.timeout.ms", "5000");
  }

  @Test
  void settingsOfTlsReachTheClientByTheNameItKnows() {
    var connection =
        new RegistryConnection("https://h", null, null, Map.of("ssl.truststore.location", "/t"));

    assertThat(connection.clientConfiguration())
        .containsEntry("schema.registry.ssl.truststore.location", "/t")
        .doesNotContainKey("ssl.truststore.location");
  }

  @Test
  void aTrustStoreThatCannotBeReadIsTold() {
    var connection =
        new RegistryConnection(
            "https://h", null, null, Map.of("ssl.truststore.location", "/no/such/store"));

    assertThatThrownBy(connection::open)
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("/no/such/store")
        .hasMessageContaining("check ssl.truststore.location");
  }

  @Test
  void valuesOfATopicHaveASubjectOfTheirOwn() {
    assertThat(SchemaRegistry.subjectOfValues("alarms")).isEqualTo("alarms-value");
  }
}
