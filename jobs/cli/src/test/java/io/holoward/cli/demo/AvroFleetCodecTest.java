package io.holoward.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.holoward.cli.Topics;
import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.registry.RegistryConnection;
import io.holoward.registry.SchemaRegistry;
import io.holoward.schema.Flow;
import io.holoward.schema.ProcessEvent;
import io.holoward.scoring.codec.AvroRecordDecoder;
import io.holoward.scoring.codec.EventMapping;
import io.holoward.telemetry.simulator.FleetSimulator;
import io.holoward.telemetry.simulator.SimulationPlan;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AvroFleetCodecTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SourcePosition SIMULATOR = new SourcePosition("simulator", 0);

  private final List<String> schemas = new ArrayList<>();
  private final TreeSet<String> subjects = new TreeSet<>();
  private HttpServer registry;
  private Configuration configuration;

  /** A registry that takes every schema and numbers them from 1. */
  @BeforeEach
  void startRegistry() throws IOException {
    registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    registry.createContext("/", this::answer);
    registry.start();
    configuration =
        Configuration.of("registry.url=http://localhost:" + registry.getAddress().getPort());
  }

  @AfterEach
  void stopRegistry() {
    registry.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String[] path = exchange.getRequestURI().getPath().split("/");
    JsonNode answer;
    if (path[1].equals("subjects")) {
      subjects.add(path[2]);
      String schema = JSON.readTree(exchange.getRequestBody()).get("schema").asText();
      if (!schemas.contains(schema)) {
        schemas.add(schema);
      }
      answer = JSON.valueToTree(Map.of("id", schemas.indexOf(schema) + 1));
    } else {
      answer = JSON.valueToTree(Map.of("schema", schemas.get(Integer.parseInt(path[3]) - 1)));
    }
    byte[] body = answer.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/vnd.schemaregistry.v1+json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Test
  void everyTopicButThatOfDeadLettersHasASchema() {
    try (AvroFleetCodec codec = new AvroFleetCodec(configuration)) {
      codec.registerSchemas();
    }
    assertThat(subjects)
        .containsExactlyInAnyOrderElementsOf(
            Topics.of(configuration).stream()
                .map(Topics.Topic::name)
                .filter(name -> !name.equals("dead-letters"))
                .map(SchemaRegistry::subjectOfValues)
                .toList());
  }

  @Test
  void whatTheFleetSendsIsReadBackAsItWas() throws Exception {
    Instant start = Instant.parse("2026-03-02T08:00:00Z");
    FleetSimulator fleet =
        new FleetSimulator(
            SimulationPlan.of(1, SimulationPlan.MIN_HOSTS, start, Duration.ofHours(1)).withFlows());
    EventMapping mapping = new EventMapping("other");
    int flows = 0;
    int others = 0;
    try (AvroFleetCodec codec = new AvroFleetCodec(configuration);
        SchemaRegistry connection = RegistryConnection.to(configuration.registry().url()).open()) {
      var flowDecoder = new AvroRecordDecoder<>(Flow.class, connection);
      var eventDecoder = new AvroRecordDecoder<>(ProcessEvent.class, connection);
      while (fleet.hasNext() && Math.min(flows, others) < 300) {
        TelemetryEvent event = fleet.next().event();
        byte[] record = codec.encode(event);
        if (event instanceof FlowEvent) {
          flows++;
          assertThat(mapping.toEvent(flowDecoder.decode(record), SIMULATOR)).isEqualTo(event);
        } else {
          others++;
          assertThat(mapping.toEvent(eventDecoder.decode(record), SIMULATOR)).isEqualTo(event);
        }
      }
    }
    assertThat(flows).isGreaterThanOrEqualTo(300);
    assertThat(others).isGreaterThanOrEqualTo(300);
    assertThat(subjects).containsExactly("flows-value", "process-events-value");
  }
}
