package io.holoward.integration;

import io.holoward.detection.configuration.Configuration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What one run of the job is told, over topics and a consumer group that are named after it. */
final class RunConfiguration {
  /** Kept small enough for a simulated day and a half to protect processes. */
  private static final String CONFIGURATION =
      """
      promotion:
        min-age: 20 h
      population:
        ready-at: "2025-03-04T03:00:00Z"
      time:
        # Each partition goes on to the end: none may be taken for idle while a task manager is away.
        idleness: 10 min
      """;

  /** How what is sent is written. */
  record Formats(String processEvents, String flows) {
    static final Formats AVRO = new Formats("avro", "avro");
    static final Formats LINES = new Formats("sysmon", "zeek");
  }

  private final Path file;
  private final List<String> overrides;

  RunConfiguration(Platform platform, String name, Formats formats, String delivery) {
    file = platform.directory().resolve("holoward.yaml");
    write(file);
    overrides =
        List.of(
            "kafka.bootstrap-servers=" + platform.bootstrapServers(),
            "kafka.group=" + name,
            "kafka.delivery=" + delivery,
            "kafka.transactional-id-prefix=" + name,
            "registry.url=" + platform.registryUrl(),
            "sources.process-events.topic=" + name + ".process-events",
            "sources.process-events.format=" + formats.processEvents(),
            "sources.alarms.topic=" + name + ".alarms",
            "sources.flows.topic=" + name + ".flows",
            "sources.flows.format=" + formats.flows(),
            "sources.control.topic=" + name + ".control",
            "sinks.scored-alarms.topic=" + name + ".scored-alarms",
            "sinks.intended-states.topic=" + name + ".intended-states",
            "sinks.populations.topic=" + name + ".populations",
            "sinks.progress.topic=" + name + ".progress",
            "sinks.annotated-flows.topic=" + name + ".annotated-flows",
            "sinks.responses.topic=" + name + ".responses",
            "sinks.port-exceptions.topic=" + name + ".port-exceptions",
            "sinks.address-history.topic=" + name + ".address-history",
            "sinks.dead-letters.topic=" + name + ".dead-letters");
  }

  private static void write(Path file) {
    try {
      Files.writeString(file, CONFIGURATION);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** It as the job reads it. */
  Configuration product() {
    return Configuration.read(file, overrides);
  }

  /** It as arguments of the job. */
  List<String> arguments() {
    List<String> arguments = new ArrayList<>(List.of("--config", file.toString()));
    overrides.forEach(override -> arguments.addAll(List.of("--set", override)));
    return arguments;
  }
}
