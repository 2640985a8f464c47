package io.holoward.detection.front;

import io.holoward.detection.features.Addresses;
import io.holoward.detection.features.Ports;
import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.ListenEvent;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.ProcessStartEvent;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.Sensor;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.observation.TelemetryEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/** The recorded Windows telemetry, read just well enough for these tests. */
final class RecordedEvents {

  private static final Pattern FIELD =
      Pattern.compile("\"(\\w+)\":(?:\"((?:[^\"\\\\]|\\\\.)*)\"|(\\d+))");

  private RecordedEvents() {}

  /** The events of each scenario in the order of their times; skips the test where absent. */
  static List<List<TelemetryEvent>> scenarios() throws IOException {
    Path folder = Path.of(System.getProperty("shared.dir", "absent"), "data", "sysmon");
    Assumptions.assumeTrue(Files.isDirectory(folder), "no recorded telemetry in shared.dir");
    List<Path> files;
    try (Stream<Path> listed = Files.list(folder)) {
      files = listed.filter(file -> file.toString().endsWith(".jsonl.gz")).sorted().toList();
    }
    List<List<TelemetryEvent>> scenarios = new ArrayList<>();
    for (Path file : files) {
      scenarios.add(scenario(file));
    }
    return scenarios;
  }

  private static List<TelemetryEvent> scenario(Path file) throws IOException {
    List<TelemetryEvent> events = new ArrayList<>();
    String name = file.getFileName().toString();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      String line;
      while ((line = lines.readLine()) != null) {
        events.add(event(fields(line), new SourcePosition(name, events.size() + 1)));
      }
    }
    events.sort((a, b) -> Long.compare(a.eventTime(), b.eventTime()));
    return events;
  }

  private static TelemetryEvent event(Map<String, String> fields, SourcePosition source) {
    String host = fields.get("Computer").toLowerCase(Locale.ROOT);
    long time = Instant.parse(fields.get("ts")).toEpochMilli();
    String pid = fields.getOrDefault("ProcessId", fields.get("ProcessID"));
    ProcessReference process =
        new ProcessReference(
            fields.get("ProcessGuid"),
            pid == null ? ProcessReference.UNKNOWN_PID : Long.parseLong(pid),
            fields.getOrDefault("Image", fields.get("Application")),
            fields.get("User"),
            fields.get("CommandLine"),
            null);
    return switch (fields.get("EventID")) {
      case "1" -> new ProcessStartEvent("acme", host, time, process, null, null, source);
      case "5154", "5158" ->
          new ListenEvent(
              "acme",
              host,
              time,
              process,
              protocol(fields),
              end(fields, "SourceAddress", "SourcePort"),
              source);
      case "3" ->
          connection(
              host,
              time,
              process,
              Sensor.SYSMON,
              fields,
              "true".equals(fields.get("Initiated")),
              end(fields, "SourceIp", "SourcePort"),
              end(fields, "DestinationIp", "DestinationPort"),
              source);
      default ->
          connection(
              host,
              time,
              process,
              Sensor.WINDOWS_FILTERING,
              fields,
              "%%14593".equals(fields.get("Direction")),
              end(fields, "SourceAddress", "SourcePort"),
              end(fields, "DestAddress", "DestPort"),
              source);
    };
  }

  private static ConnectionEvent connection(
      String host,
      long time,
      ProcessReference process,
      Sensor sensor,
      Map<String, String> fields,
      boolean outbound,
      Endpoint first,
      Endpoint second,
      SourcePosition source) {
    return new ConnectionEvent(
        "acme",
        host,
        time,
        process,
        sensor,
        protocol(fields),
        outbound ? Direction.OUT : Direction.IN,
        ConnectionEvent.Ends.SOURCE_DESTINATION,
        first,
        second,
        "5157".equals(fields.get("EventID")),
        source);
  }

  private static Endpoint end(Map<String, String> fields, String address, String port) {
    return new Endpoint(Addresses.canonical(fields.get(address)), Ports.parse(fields.get(port)));
  }

  private static Protocol protocol(Map<String, String> fields) {
    return switch (fields.getOrDefault("Protocol", "")) {
      case "tcp", "6" -> Protocol.TCP;
      case "udp", "17" -> Protocol.UDP;
      case "1", "58" -> Protocol.ICMP;
      default -> Protocol.OTHER;
    };
  }

  private static Map<String, String> fields(String line) {
    Map<String, String> fields = new HashMap<>();
    Matcher field = FIELD.matcher(line);
    while (field.find()) {
      String text = field.group(2);
      fields.put(
          field.group(1),
          text == null ? field.group(3) : text.replace("\\\\", "\\").replace("\\\"", "\""));
    }
    return fields;
  }
}
