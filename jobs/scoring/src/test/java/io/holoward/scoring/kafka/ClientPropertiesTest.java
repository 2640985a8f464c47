package io.holoward.scoring.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.configuration.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientPropertiesTest {

  private static final String SECRET = "a\"b\\c${x:y}$1";

  @TempDir private Path folder;

  private Properties properties(String... more) throws IOException {
    // What ends a reference must not end it here.
    Path file = Files.writeString(folder.resolve("pw}:{"), SECRET + "\n");
    String secret = "{file: '" + file + "'}";
    Configuration configuration =
        Configuration.of(
                "kafka.user=ada",
                "kafka.password=" + secret,
                "kafka.properties.ssl.truststore.password=" + secret)
            .with(List.of(more));
    return ClientProperties.of(configuration.kafka());
  }

  @Test
  void theyHoldNoSecret() throws IOException {
    assertThat(properties().toString()).contains("ada").doesNotContain(SECRET, "${x:y}");
  }

  @Test
  void aClientLooksTheSecretsUp() throws IOException {
    ProducerConfig client = client(properties());

    assertThat(client.getPassword("ssl.truststore.password")).isEqualTo(new Password(SECRET));
    assertThat(client.getPassword("sasl.jaas.config").value())
        .endsWith("username=\"ada\" password=\"a\\\"b\\\\c${x:y}$1\";");
  }

  @Test
  void providersThatAreConfiguredStay() throws IOException {
    assertThat(properties("kafka.properties.config.providers=vault"))
        .containsEntry("config.providers", "vault,holoward");
  }

  private static ProducerConfig client(Properties properties) {
    properties.put("bootstrap.servers", "localhost:9092");
    properties.put("key.serializer", ByteArraySerializer.class);
    properties.put("value.serializer", ByteArraySerializer.class);
    return new ProducerConfig(properties);
  }
}
