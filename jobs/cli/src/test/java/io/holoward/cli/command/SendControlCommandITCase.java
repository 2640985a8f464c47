package io.holoward.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.cli.Holoward;
import io.holoward.cli.Topics;
import io.holoward.cli.demo.AvroFleetCodec;
import io.holoward.cli.embedded.Distribution;
import io.holoward.cli.embedded.EmbeddedPlatform;
import io.holoward.cli.engine.FlinkEngine;
import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.lifecycle.ControlCommand;
import io.holoward.registry.RegistryConnection;
import io.holoward.registry.SchemaRegistry;
import io.holoward.scoring.codec.AvroRecordDecoder;
import io.holoward.scoring.codec.ControlMapping;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Operators' commands on a real broker, with the schema of a real registry. */
class SendControlCommandITCase {

  private static final TopicPartition CONTROL = new TopicPartition("control", 0);

  private final StringWriter said = new StringWriter();

  @Test
  void theTopicHoldsWhatTheJobReadsAsTheCommandHoweverLongBeforeItIsEffective(
      @TempDir Path directory) throws Exception {
    try (EmbeddedPlatform platform = EmbeddedPlatform.start(Distribution.locate(), directory)) {
      String brokers = "kafka.bootstrap-servers=" + platform.broker().bootstrapServers();
      String registry = "registry.url=" + platform.registry().url();
      String[] relearn = {
        "control",
        "relearn",
        "--process",
        "svchost.exe -k *",
        "--effective",
        "2100-01-01",
        "--issued-by",
        "soc-lead",
        "--organisation",
        "acme",
        "--set",
        brokers,
        "--set",
        registry
      };
      assertThat(execute(relearn)).isEqualTo(2);
      assertThat(said.toString()).contains("no topic control", "holoward topics create");

      Configuration configuration = Configuration.of(brokers, registry);
      createTopics(configuration);
      assertThat(execute(relearn)).as(said.toString()).isZero();

      ConsumerRecord<String, byte[]> record = onlyRecord(platform);
      ControlCommand command = decode(platform, record.value());
      assertThat(command)
          .isEqualTo(
              new ControlCommand(
                  record.key(),
                  "acme",
                  ControlCommand.Action.RELEARN,
                  "svchost.exe -k *",
                  Instant.parse("2100-01-01T00:00:00Z").toEpochMilli(),
                  "soc-lead"));
      assertThat(said.toString())
          .contains("RELEARN of \"svchost.exe -k *\" of acme from 2100-01-01T00:00:00Z")
          .contains("in the topic control", command.id());
    }
  }

  private int execute(String... arguments) {
    CommandLine command = Holoward.commandLine(new FlinkEngine(), AvroFleetCodec::new);
    PrintWriter writer = new PrintWriter(said, true);
    return command.setOut(writer).setErr(writer).execute(arguments);
  }

  private static void createTopics(Configuration configuration) {
    Map<String, Object> client =
        Map.of("bootstrap.servers", configuration.kafka().bootstrapServers());
    try (Admin admin = Admin.create(client)) {
      Topics.create(admin, Topics.of(configuration), 1, Optional.empty());
    }
  }

  private static ConsumerRecord<String, byte[]> onlyRecord(EmbeddedPlatform platform) {
    Map<String, Object> client = Map.of("bootstrap.servers", platform.broker().bootstrapServers());
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(client, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(CONTROL));
      consumer.seekToBeginning(List.of(CONTROL));
      List<ConsumerRecord<String, byte[]>> records =
          consumer.poll(Duration.ofSeconds(30)).records(CONTROL);
      assertThat(records).hasSize(1);
      return records.get(0);
    }
  }

  private static ControlCommand decode(EmbeddedPlatform platform, byte[] value) throws Exception {
    try (SchemaRegistry registry = RegistryConnection.to(platform.registry().url()).open()) {
      return ControlMapping.toCommand(
          new AvroRecordDecoder<>(io.holoward.schema.ControlCommand.class, registry).decode(value));
    }
  }
}
