package io.holoward.scoring.process;

import io.holoward.detection.flow.FlowAlarm;
import io.holoward.detection.flow.FlowAnomaly;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.sighting.Sighting;
import io.holoward.entropy.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Short ways to write sightings; times are minutes after {@link #START}. */
public final class Sightings {

  /** The begin of an hour, so of a window of five minutes and of a repeat slot too. */
  static final long START = Instant.parse("2026-01-05T08:00:00Z").toEpochMilli();

  static final long WINDOW = Duration.ofMinutes(5).toMillis();
  static final long LATENESS = Duration.ofMinutes(1).toMillis();

  public static final String WEB = Signature.of(List.of("outgoingWellKnownTCPPort_443")).text();
  public static final String DNS = Signature.of(List.of("outgoingWellKnownUDPPort_53")).text();
  public static final String SMB =
      Signature.of(List.of("outgoingIPv4hasPrivate", "outgoingWellKnownTCPPort_445")).text();
  static final String RARE =
      Signature.of(List.of("outgoingIPv4HasPublic", "outgoingHasTCPOtherPort")).text();

  /** The process of what no process is known of. */
  static final String NOBODY = "acme|unknown|";

  /** What {@link #WEB} shows where its round-trip time deviates. */
  static final String SLOW_WEB =
      Signature.of(List.of("outgoingWellKnownTCPPort_443", "flowRttDeviation")).text();

  /** What it shows where something else speaks on its port. */
  static final String FOREIGN_WEB =
      Signature.of(List.of("outgoingWellKnownTCPPort_443", "flowPortApplicationMismatch")).text();

  private Sightings() {}

  /** Milliseconds since the epoch. */
  public static long minute(double minutes) {
    return START + Math.round(minutes * 60_000);
  }

  static long windowEnd(long time) {
    return Math.floorDiv(time, WINDOW) * WINDOW + WINDOW;
  }

  /** The stable form of a process of the organisation {@code acme}. */
  static String process(String name) {
    return "acme|C:\\Windows\\System32\\" + name + ".exe|";
  }

  /** An instance shows a signature for the first time in a window. */
  public static Sighting first(String name, String host, double minute, String signature) {
    return sighting(Sighting.Kind.FIRST, name, host, minute, signature, 1);
  }

  /** An alarm of an upstream product. */
  public static Sighting alarm(String name, String host, double minute, String id) {
    Sighting like = sighting(Sighting.Kind.EXTERNAL_ALARM, name, host, minute, RARE, 1);
    return new Sighting(
        like.organisation(),
        like.host(),
        like.instanceKey(),
        like.processId(),
        like.processName(),
        like.process(),
        like.kind(),
        like.windowEnd(),
        like.eventTime(),
        like.signature(),
        like.connections(),
        like.count(),
        like.firstSeen(),
        like.lastSeen(),
        id,
        "malware",
        null,
        like.source(),
        null);
  }

  /** A flow of the web whose round-trip time deviates. */
  static Sighting slowFlow(String name, String host, double minute) {
    return flow(Sighting.Kind.FLOW, name, host, minute, SLOW_WEB, 1);
  }

  /** More such flows, counted. */
  static Sighting slowFlows(String name, String host, double minute, long count) {
    return flow(Sighting.Kind.FLOW_REPETITION, name, host, minute, SLOW_WEB, count);
  }

  static Sighting flow(
      Sighting.Kind kind, String name, String host, double minute, String signature, long count) {
    Sighting like = sighting(kind, name, host, minute, signature, count);
    return new Sighting(
        like.organisation(),
        like.host(),
        like.instanceKey(),
        like.processId(),
        like.processName(),
        like.process(),
        like.kind(),
        like.windowEnd(),
        like.eventTime(),
        like.signature(),
        like.connections(),
        like.count(),
        like.firstSeen(),
        like.lastSeen(),
        null,
        null,
        signature.contains("flowPort")
            ? new FlowAlarm(List.of(FlowAnomaly.PORT_FOREIGN_PROTOCOL), "SSH on port 443")
            : new FlowAlarm(List.of(FlowAnomaly.RTT_DEVIATION), "slower than usual"),
        like.source(),
        null);
  }

  /** The same of a process whose image telemetry does not tell. */
  static Sighting ofNobody(Sighting like) {
    return new Sighting(
        like.organisation(),
        like.host(),
        like.instanceKey(),
        NOBODY,
        "unknown",
        new ProcessReference(null, ProcessReference.UNKNOWN_PID, null, null, null, null),
        like.kind(),
        like.windowEnd(),
        like.eventTime(),
        like.signature(),
        like.connections(),
        like.count(),
        like.firstSeen(),
        like.lastSeen(),
        like.alarmId(),
        like.alarmType(),
        like.flow(),
        like.source(),
        null);
  }

  static Sighting sighting(
      Sighting.Kind kind, String name, String host, double minute, String signature, long count) {
    long time = minute(minute);
    return new Sighting(
        "acme",
        host,
        "%032x".formatted((name + "@" + host).hashCode() & 0xffffffffL),
        process(name),
        name + ".exe",
        new ProcessReference(null, 7, "C:\\Windows\\System32\\" + name + ".exe", null, null, null),
        kind,
        windowEnd(time),
        time,
        signature,
        List.of(
            new OrientedConnection(
                Direction.OUT, Protocol.TCP, Endpoint.ANY, new Endpoint("10.0.0.9", 443))),
        count,
        time,
        time,
        null,
        null,
        null,
        new SourcePosition("events", time),
        null);
  }
}
