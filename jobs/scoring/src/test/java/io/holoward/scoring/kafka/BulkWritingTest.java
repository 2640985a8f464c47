package io.holoward.scoring.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;

class BulkWritingTest {

  @Test
  void whatTheConfigurationSaysOfAProducerWins() {
    Properties properties = new Properties();
    properties.put(ProducerConfig.LINGER_MS_CONFIG, "5");

    BulkWriting.addTo(properties);

    assertThat(properties)
        .containsEntry(ProducerConfig.LINGER_MS_CONFIG, "5")
        .containsEntry(ProducerConfig.BATCH_SIZE_CONFIG, "131072");
  }
}
