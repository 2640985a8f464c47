package io.holoward.scoring.instance;

import io.holoward.detection.features.FeatureExtractor;
import io.holoward.detection.features.Novelty;
import io.holoward.detection.flow.FlowAlarm;
import io.holoward.detection.flow.FlowAnomaly;
import io.holoward.detection.identity.InstanceKey;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.rhythm.Gaps;
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

  /** A connection that the service host accepted. */
  static InstanceEvent inbound(double minute) {
    return with(
        connection(minute, WEB),
        new OrientedConnection(
            Direction.IN, Protocol.TCP, new Endpoint("10.0.0.9", 443), Endpoint.ANY),
        false);
  }

  /** A connection that the service host accepted from a client. */
  static InstanceEvent acceptedFrom(String client, double minute, Novelty novelty) {
    return with(
            connection(minute, "inboundWellKnownTCPPort_443"),
            new OrientedConnection(
                Direction.IN,
                Protocol.TCP,
                new Endpoint("10.0.0.9", 443),
                new Endpoint(client, 50_000)),
            false)
        .with(novelty);
  }

  /** What the front counted of the connections of a client. */
  static InstanceEvent repetitionsFrom(String client, double minute, long count) {
    return with(
        repetition(minute, "inboundWellKnownTCPPort_443", count),
        new OrientedConnection(
            Direction.IN,
            Protocol.TCP,
            new Endpoint(null, 443),
            new Endpoint(client, Endpoint.ANY_PORT)),
        false);
  }

  /** A connection to a group of machines. */
  static InstanceEvent multicast(double minute) {
    return with(
        connection(minute, DNS),
        new OrientedConnection(
            Direction.OUT, Protocol.UDP, Endpoint.ANY, new Endpoint("224.0.0.251", 5353)),
        false);
  }

  /** A connection to all machines of a network. */
  static InstanceEvent broadcast(double minute) {
    return with(
        connection(minute, DNS),
        new OrientedConnection(
            Direction.OUT, Protocol.UDP, Endpoint.ANY, new Endpoint("10.0.0.255", 137)),
        false);
  }

  /** A connection to the host's own address. */
  static InstanceEvent toItself(double minute) {
    InstanceEvent like = connection(minute, WEB);
    return with(like, like.connections().get(0), true);
  }

  private static InstanceEvent with(
      InstanceEvent like, OrientedConnection connection, boolean loopback) {
    return new InstanceEvent(
        like.instance(),
        like.kind(),
        like.organisation(),
        like.host(),
        like.process(),
        like.signature(),
        List.of(connection),
        like.windowEnd(),
        like.count(),
        like.firstSeen(),
        like.lastSeen(),
        null,
        null,
        null,
        like.source(),
        loopback,
        Novelty.NONE,
        Gaps.NONE);
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
        like.source(),
        false,
        Novelty.NONE,
        Gaps.NONE);
  }

  /** The event as the context join sends it on. */
  public static IdentifiedEvent identified(InstanceEvent event) {
    return new IdentifiedEvent(
        event.process() == null ? event.of("acme", "ws-1", svchost(null)) : event,
        "acme|" + SVCHOST + "|",
        "svchost.exe");
  }

  /** A connection to TCP port 443 of an address nobody used before, or of one known. */
  static InstanceEvent connectionTo(String address, double minute, Novelty novelty) {
    return to(address, InstanceEvent.Kind.CONNECTION, 1, novelty, minute);
  }

  static InstanceEvent connectionTo(String address, double minute) {
    return connectionTo(address, minute, Novelty.NONE);
  }

  /** What the front counted of connections to an address; the first of them was sent on. */
  static InstanceEvent repetitionsTo(String address, double... minutes) {
    return to(address, InstanceEvent.Kind.REPETITION, minutes.length - 1, Novelty.NONE, minutes);
  }

  /** The same as another kind of event. */
  static InstanceEvent as(InstanceEvent.Kind kind, InstanceEvent like) {
    return copy(like, kind, like.loopback());
  }

  /** The same where the peer is the host itself. */
  static InstanceEvent loopback(InstanceEvent like) {
    return copy(like, like.kind(), true);
  }

  /** The same of another instance. */
  static InstanceEvent of(InstanceKey instance, InstanceEvent like) {
    return copy(instance, like, like.kind(), like.loopback());
  }

  private static InstanceEvent copy(InstanceEvent like, InstanceEvent.Kind kind, boolean loopback) {
    return copy(like.instance(), like, kind, loopback);
  }

  private static InstanceEvent copy(
      InstanceKey instance, InstanceEvent like, InstanceEvent.Kind kind, boolean loopback) {
    return new InstanceEvent(
        instance,
        kind,
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
        null,
        like.source(),
        loopback,
        like.novelty(),
        like.gaps());
  }

  private static InstanceEvent to(
      String address, InstanceEvent.Kind kind, long count, Novelty novelty, double... minutes) {
    long first = minute(minutes[0]);
    long last = minute(minutes[minutes.length - 1]);
    long squares = 0;
    for (int i = 1; i < minutes.length; i++) {
      long gap = minute(minutes[i]) - minute(minutes[i - 1]);
      squares += gap * gap;
    }
    OrientedConnection connection =
        new OrientedConnection(
            Direction.OUT, Protocol.TCP, Endpoint.ANY, new Endpoint(address, 443));
    boolean named = kind == InstanceEvent.Kind.CONNECTION;
    return new InstanceEvent(
        KEY,
        kind,
        named ? "acme" : null,
        named ? "ws-1" : null,
        named ? svchost(null) : null,
        new FeatureExtractor(FeatureExtractor.DEFAULT_EPHEMERAL_LOW).signature(connection).text(),
        List.of(connection),
        Math.floorDiv(first, WINDOW) * WINDOW + WINDOW,
        count,
        first,
        last,
        null,
        null,
        null,
        named ? new SourcePosition("events", first) : null,
        false,
        novelty,
        new Gaps(last - first, squares));
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
        named ? new SourcePosition("events", time) : null,
        false,
        Novelty.NONE,
        Gaps.NONE);
  }
}
