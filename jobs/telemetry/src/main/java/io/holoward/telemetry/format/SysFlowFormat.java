package io.holoward.telemetry.format;

import static io.holoward.telemetry.format.InvalidRecordException.invalidField;

import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.Volume;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Network flows of Linux processes and containers as SysFlow tells them, flat JSON objects: {@code
 * sip} and {@code dip} are the client's and the server's end, {@code direction} which of them the
 * process is. Where it is {@code unknown}, because the flow began before the recording, the end
 * with the lower port class offers the service, and the process is the one that offers it if it was
 * seen to accept connections on that port before; else it is the client.
 */
final class SysFlowFormat extends FlowFormat {

  static final String NAME = "sysflow";

  private static final int MAX_SERVICES = 1 << 14;
  private static final String NO_PORT = "0";

  private final JsonTexts fields =
      new JsonTexts(
          Set.of(
              "ts",
              "endTs",
              "host",
              "pid",
              "procStart",
              "exe",
              "exeArgs",
              "userName",
              "container",
              "image",
              "direction",
              "proto",
              "sip",
              "sport",
              "dip",
              "dport",
              "recvOps",
              "sendOps",
              "recvBytes",
              "sendBytes"));

  /** Where executables were seen to accept connections; the oldest are forgotten. */
  private final Set<Service> accepting =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Service, Boolean> eldest) {
              return size() > MAX_SERVICES;
            }
          });

  private record Service(String host, String executable, Protocol protocol, int port) {}

  SysFlowFormat() {
    super(NAME);
  }

  @Override
  Reading readRecord(byte[] record, int offset, int length, ReadContext context) {
    fields.read(record, offset, length);
    boolean noDestination = NO_PORT.equals(fields.require("dport"));
    if (fields.require("proto").startsWith("-")
        || (noDestination && NO_PORT.equals(fields.require("sport")))) {
      return Reading.Ignored.NO_CONNECTION;
    }
    return noDestination ? Reading.Ignored.NO_PORT : flow(context);
  }

  private Reading flow(ReadContext context) {
    FlowDraft flow = new FlowDraft(context);
    String host = values.host("host", fields.require("host"));
    ProcessReference process = process();
    // Checks the process before its executable is remembered.
    flow.owner(host, process);
    Protocol protocol = FieldValues.protocol("proto", fields.require("proto"));
    Endpoint client = end(fields, protocol, "sip", "sport");
    Endpoint server = end(fields, protocol, "dip", "dport");
    if (isOpen() && HostSide.byPorts(client.port(), server.port()) == Direction.IN) {
      Endpoint service = client;
      client = server;
      server = service;
    }
    Direction direction = direction(new Service(host, process.image(), protocol, server.port()));
    NetworkFlow ends = new NetworkFlow(protocol, client, server, Volume.UNKNOWN);
    flow.connection(
        ends.connection(direction),
        // Bytes and operations are the process's own, whichever end it is.
        new Volume(
            Quantities.count(fields, "sendBytes"),
            Quantities.count(fields, "recvBytes"),
            null,
            null));
    flow.interval(time("ts"), time("endTs"));
    return flow.event();
  }

  private long time(String field) {
    return Quantities.time(field, fields.require(field));
  }

  private boolean isOpen() {
    return fields.require("direction").equals("unknown");
  }

  private Direction direction(Service service) {
    String declared = fields.require("direction");
    return switch (declared) {
      case "outbound" -> Direction.OUT;
      case "inbound" -> {
        accepting.add(service);
        yield Direction.IN;
      }
      case "unknown" -> accepting.contains(service) ? Direction.IN : Direction.OUT;
      default -> throw invalidField("direction", "inbound, outbound or unknown", declared);
    };
  }

  private ProcessReference process() {
    long pid = FieldValues.pid("pid", fields.get("pid"));
    String executable = fields.get("exe");
    String arguments = fields.get("exeArgs");
    boolean contained = fields.get("container") != null;
    return new ProcessReference(
        guid(pid),
        pid,
        executable,
        fields.get("userName"),
        executable == null || arguments == null ? executable : executable + " " + arguments,
        contained ? fields.get("image") : null);
  }

  /** A pid and when its process started, which together come once on a host. */
  private String guid(long pid) {
    Long start = Quantities.count(fields, "procStart");
    return pid == ProcessReference.UNKNOWN_PID || start == null || start == 0
        ? null
        : pid + "@" + start;
  }
}
