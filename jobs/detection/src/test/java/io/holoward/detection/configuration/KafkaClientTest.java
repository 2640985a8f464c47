package io.holoward.detection.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaClientTest {

  @TempDir private Path folder;

  private Configuration.Kafka kafka(String password, String... more) throws IOException {
    Path file = Files.writeString(folder.resolve("pw"), password);
    List<String> settings =
        new ArrayList<>(List.of("kafka.user=ada", "kafka.password={file: '" + file + "'}"));
    settings.addAll(List.of(more));
    return Configuration.of(settings.toArray(String[]::new)).kafka();
  }

  @Test
  void userAndPasswordLogInByScramOverTls() throws IOException {
    assertThat(kafka("hunter2").resolvedProperties())
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
        .containsEntry(
            "sasl.jaas.config",
            "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"ada\""
                + " password=\"hunter2\";");
  }

  @Test
  void whatThePropertiesSayWins() throws IOException {
    assertThat(
            kafka(
                    "hunter2",
                    "kafka.properties.sasl.mechanism=PLAIN",
                    "kafka.properties.security.protocol=SASL_PLAINTEXT")
                .resolvedProperties())
        .containsEntry("security.protocol", "SASL_PLAINTEXT")
        .hasEntrySatisfying(
            "sasl.jaas.config", login -> assertThat(login).contains("plain.PlainLoginModule"));
  }

  @Test
  void aPasswordCannotLeaveItsQuotationMarks() throws IOException {
    assertThat(kafka("a\"b\\c\nd").resolvedProperties().get("sasl.jaas.config"))
        .endsWith("password=\"a\\\"b\\\\c\\nd\";");
  }

  @Test
  void withoutAUserNothingIsAdded() {
    assertThat(Configuration.of().kafka().resolvedProperties()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "security.protocol=SSL; SSL knows no user",
        "sasl.mechanism=GSSAPI; expected sasl.mechanism to be SCRAM-SHA-512",
        "sasl.jaas.config={env: PATH}; not both"
      })
  void whatContradictsAUserIsRefused(String property, String said) {
    assertThatThrownBy(() -> kafka("x", "kafka.properties." + property))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("kafka.user")
        .hasMessageContaining(said);
  }

  @Test
  void aUserNeedsAPassword() {
    assertThatThrownBy(() -> Configuration.of("kafka.user=ada"))
        .hasMessageContaining("kafka.user and kafka.password together");
  }
}
