package io.holoward.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.cli.Holoward;
import io.holoward.cli.Topics;
import io.holoward.cli.demo.AvroFleetCodec;
import io.holoward.cli.embedded.Distribution;
import io.holoward.cli.embedded.EmbeddedPlatform;
import io.holoward.cli.engine.FlinkEngine;
import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.registry.RegistryConnection;
import io.holoward.registry.SchemaRegistry;
import io.holoward.schema.ProcessEvent;
import io.holoward.scoring.codec.AvroRecordDecoder;
import io.holoward.scoring.codec.EventMapping;
import io.holoward.telemetry.simulator.FleetSimulator;
import io.holoward.telemetry.simulator.Scenarios;
import io.holoward.telemetry.simulator.SimulationPlan;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A simulated fleet that is sent to a real broker with the schemas of a real registry. */
class SimulateITCase {
  private static final SourcePosition SIMULATOR = new SourcePosition("simulator", 0);

  @Test
  void theTopicsHoldWhatTheSimulatorGives(@TempDir Path directory) throws Exception {
    try (EmbeddedPlatform platform = EmbeddedPlatform.start(Distribution.locate(), directory)) {
      String brokers = "kafka.bootstrap-servers=" + platform.broker().bootstrapServers();
      String registry = "registry.url=" + platform.registry().url();
      createTopics(Configuration.of(brokers, registry));
      StringWriter said = new StringWriter();
      CommandLine command = Holoward.commandLine(new FlinkEngine(), AvroFleetCodec::new);
      command.setOut(new PrintWriter(said, true)).setErr(new PrintWriter(said, true));
      int code =
          command.execute(
              "simulate",
              "--hosts",
              "10",
              "--days",
              "0.1",
              "--flows",
              "--to-kafka",
              "--set",
              brokers,
              "--set",
              registry);
      assertThat(code).as(said.toString()).isZero();

      List<TelemetryEvent> expected = new ArrayList<>();
      long flows = 0;
      FleetSimulator simulator = new FleetSimulator(plan());
      while (simulator.hasNext()) {
        TelemetryEvent event = simulator.next().event();
        if (event instanceof FlowEvent) {
          flows++;
        } else {
          expected.add(event);
        }
      }
      assertThat(said.toString()).contains("Sent %,d events".formatted(expected.size() + flows));
      assertThat(events(platform, expected.size())).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(records(platform, "flows", (int) flows)).hasSize((int) flows);
    }
  }

  private static SimulationPlan plan() {
    Instant start = Instant.parse("2026-01-05T00:00:00Z");
    Duration duration = Duration.ofMinutes(144);
    return SimulationPlan.of(1, 10, start, duration).withFlows().with(Scenarios.builtIn());
  }

  private static void createTopics(Configuration configuration) {
    Map<String, Object> client =
        Map.of("bootstrap.servers", configuration.kafka().bootstrapServers());
    try (Admin admin = Admin.create(client)) {
      Topics.create(admin, Topics.of(configuration), 3, Optional.empty());
    }
  }

  private static List<TelemetryEvent> events(EmbeddedPlatform platform, int expected)
      throws Exception {
    List<TelemetryEvent> events = new ArrayList<>();
    try (SchemaRegistry registry = RegistryConnection.to(platform.registry().url()).open()) {
      AvroRecordDecoder<ProcessEvent> decoder =
          new AvroRecordDecoder<>(ProcessEvent.class, registry);
      EventMapping mapping = new EventMapping("other");
      for (ConsumerRecord<String, byte[]> record : records(platform, "process-events", expected)) {
        TelemetryEvent event = mapping.toEvent(decoder.decode(record.value()), SIMULATOR);
        assertThat(record.key()).isEqualTo(event.host());
        assertThat(record.timestamp()).isEqualTo(event.eventTime());
        events.add(event);
      }
    }
    return events;
  }

  private static List<ConsumerRecord<String, byte[]>> records(
      EmbeddedPlatform platform, String topic, int expected) {
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    Map<String, Object> client =
        Map.of(
            "bootstrap.servers",
            platform.broker().bootstrapServers(),
            "group.id",
            "reader-of-" + topic,
            "auto.offset.reset",
            "earliest");
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(client, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(Set.of(topic));
      long bound = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (records.size() < expected && System.nanoTime() < bound) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }
}
