package io.holoward.scoring.instance;

import io.holoward.detection.flow.FlowAlarm;
import io.holoward.detection.flow.FlowAnomaly;
import io.holoward.detection.identity.InstanceKey;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.SourcePosition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Short ways to write what the front sends on; times are minutes after {@link #START}. */
public final class InstanceEvents {

  static final long START = Instant.parse("2026-01-05T08:00:00Z").toEpochMilli();
  static final InstanceKey KEY = new InstanceKey(1, 2);

  public static final String WEB = "outgoingWellKnownTCPPort_443";
  static final String DNS = "outgoingWellKnownUDPPort_53";

  private static final String SVCHOST = "C:\\Windows\\System32\\svchost.exe";
  private static final long WINDOW = Duration.ofMinutes(5).toMillis();

  private InstanceEvents() {}

  /** Milliseconds since the epoch. */
  public static long minute(double minutes) {
    return START + Math.round(minutes * 60_000);
  }

  static ProcessReference svchost(String commandLine) {
    return new ProcessReference("{guid}", 640, SVCHOST, null, commandLine, null);
  }

  /** The start of a service host of a group. */
  public static InstanceEvent start(double minute, String commandLine) {
    return event(InstanceEvent.Kind.START, minute, "", 1, svchost(commandLine));
  }

  /** A connection of a service host whose command line the event does not tell. */
  public static InstanceEvent connection(double minute, String signature) {
    return event(InstanceEvent.Kind.CONNECTION, minute, signature, 1, svchost(null));
  }

  static InstanceEvent blocked(double minute, String signature) {
    return event(InstanceEvent.Kind.BLOCKED, minute, signature, 1, svchost(null));
  }

  /** A count of connections, which names neither host nor process. */
  public static InstanceEvent repetition(double minute, String signature, long count) {
    return event(InstanceEvent.Kind.REPETITION, minute, signature, count, null);
  }

  /** An alarm of an upstream product about a service host whose command line it does not tell. */
  static InstanceEvent alarm(double minute) {
    return event(InstanceEvent.Kind.ALARM, minute, WEB, 1, svchost(null));
  }

  /** A flow whose round-trip time deviates, or a count of them. */
  static InstanceEvent flow(InstanceEvent.Kind kind, double minute, long count) {
    InstanceEvent like = event(kind, minute, "flowRttDeviation " + WEB, count, svchost(null));
    return new InstanceEvent(
        like.instance(),
        like.kind(),
        like.organisation(),
        like.host(),
        like.process(),
        like.signature(),
        like.connections(),
        like.windowEnd(),
        like.count(),
        like.firstSeen(),
        like.lastSeen(),
        null,
        null,
        new FlowAlarm(List.of(FlowAnomaly.RTT_DEVIATION), "slow"),
        like.source());
  }

  /** The event as the context join sends it on. */
  public static IdentifiedEvent identified(InstanceEvent event) {
    return new IdentifiedEvent(
        event.process() == null ? event.of("acme", "ws-1", svchost(null)) : event,
        "acme|" + SVCHOST + "|",
        "svchost.exe");
  }

  private static InstanceEvent event(
      InstanceEvent.Kind kind,
      double minute,
      String signature,
      long count,
      ProcessReference process) {
    long time = minute(minute);
    boolean named = process != null;
    return new InstanceEvent(
        KEY,
        kind,
        named ? "acme" : null,
        named ? "ws-1" : null,
        process,
        signature,
        signature.isEmpty()
            ? List.of()
            : List.of(
                new OrientedConnection(
                    Direction.OUT, Protocol.TCP, Endpoint.ANY, new Endpoint("10.0.0.9", 443))),
        Math.floorDiv(time, WINDOW) * WINDOW + WINDOW,
        count,
        time,
        time,
        null,
        null,
        null,
        named ? new SourcePosition("events", time) : null);
  }
}
