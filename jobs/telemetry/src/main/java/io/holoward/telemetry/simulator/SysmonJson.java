package io.holoward.telemetry.simulator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.ConnectionEvent.Ends;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.ListenEvent;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.ProcessStartEvent;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.Sensor;
import io.holoward.detection.observation.TelemetryEvent;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes events as lines of the format {@code sysmon}, which reads them back as they were. */
public final class SysmonJson {

  private static final JsonFactory JSON = new JsonFactory();
  private static final DateTimeFormatter TS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter UTC_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private SysmonJson() {}

  /**
   * The event as a JSON object in one line, without a line end.
   *
   * @throws IllegalArgumentException for an event that Sysmon and the Windows filtering platform do
   *     not have: an alarm, a flow, a connection of another sensor or one that is already oriented,
   *     a blocked one of Sysmon
   */
  public static String write(TelemetryEvent event) {
    StringWriter line = new StringWriter(512);
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      if (event instanceof ProcessStartEvent start) {
        processStart(json, start);
      } else if (event instanceof ListenEvent listen) {
        listen(json, listen);
      } else if (event instanceof ConnectionEvent connection) {
        connection(json, connection);
      } else {
        throw new IllegalArgumentException("no Windows event: " + event);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line.toString();
  }

  private static void processStart(JsonGenerator json, ProcessStartEvent start) throws IOException {
    sysmonHeader(json, 1, start);
    text(json, "CommandLine", start.process().commandLine());
    text(json, "ParentImage", start.parentImage());
    text(json, "Hashes", start.fileHash());
  }

  private static void listen(JsonGenerator json, ListenEvent listen) throws IOException {
    securityHeader(json, 5158, listen);
    json.writeStringField("Protocol", number(listen.protocol()));
    end(json, "SourceAddress", "SourcePort", listen.local());
  }

  private static void connection(JsonGenerator json, ConnectionEvent connection)
      throws IOException {
    boolean sysmon = connection.sensor() == Sensor.SYSMON;
    boolean known = sysmon || connection.sensor() == Sensor.WINDOWS_FILTERING;
    if (!known
        || connection.ends() != Ends.SOURCE_DESTINATION
        || (sysmon && connection.blocked())) {
      throw new IllegalArgumentException("no Windows event: " + connection);
    }
    if (sysmon) {
      sysmonHeader(json, 3, connection);
      text(json, "CommandLine", connection.process().commandLine());
      json.writeStringField("Protocol", number(connection.protocol()));
      if (connection.direction() != Direction.UNKNOWN) {
        String initiated = Boolean.toString(connection.direction() == Direction.OUT);
        json.writeStringField("Initiated", initiated);
      }
      end(json, "SourceIp", "SourcePort", connection.first());
      end(json, "DestinationIp", "DestinationPort", connection.second());
    } else {
      securityHeader(json, connection.blocked() ? 5157 : 5156, connection);
      json.writeStringField("Protocol", number(connection.protocol()));
      if (connection.direction() != Direction.UNKNOWN) {
        boolean out = connection.direction() == Direction.OUT;
        json.writeStringField("Direction", out ? "%%14593" : "%%14592");
      }
      end(json, "SourceAddress", "SourcePort", connection.first());
      end(json, "DestAddress", "DestPort", connection.second());
    }
  }

  private static void sysmonHeader(JsonGenerator json, int id, TelemetryEvent event)
      throws IOException {
    header(json, id, "Sysmon", event);
    json.writeStringField("UtcTime", UTC_TIME.format(Instant.ofEpochMilli(event.eventTime())));
    ProcessReference process = event.process();
    text(json, "ProcessGuid", process.guid());
    pid(json, "ProcessId", process);
    text(json, "Image", process.image());
    text(json, "User", process.user());
  }

  private static void securityHeader(JsonGenerator json, int id, TelemetryEvent event)
      throws IOException {
    header(json, id, "Security", event);
    pid(json, "ProcessID", event.process());
    text(json, "Application", event.process().image());
  }

  private static void header(JsonGenerator json, int id, String channel, TelemetryEvent event)
      throws IOException {
    json.writeNumberField("EventID", id);
    json.writeStringField("Channel", channel);
    json.writeStringField("Computer", event.host());
    text(json, "organisation", event.organisation());
    json.writeStringField("ts", TS.format(Instant.ofEpochMilli(event.eventTime())));
  }

  private static void end(JsonGenerator json, String address, String port, Endpoint end)
      throws IOException {
    text(json, address, end.address());
    if (end.port() != Endpoint.ANY_PORT) {
      json.writeStringField(port, Integer.toString(end.port()));
    }
  }

  private static void pid(JsonGenerator json, String name, ProcessReference process)
      throws IOException {
    if (process.pid() != ProcessReference.UNKNOWN_PID) {
      json.writeStringField(name, Long.toString(process.pid()));
    }
  }

  private static void text(JsonGenerator json, String name, String value) throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }

  /** The protocol's IANA number; one that is not told apart is 255, which is reserved. */
  private static String number(Protocol protocol) {
    return switch (protocol) {
      case TCP -> "6";
      case UDP -> "17";
      case ICMP -> "1";
      case OTHER -> "255";
    };
  }
}
