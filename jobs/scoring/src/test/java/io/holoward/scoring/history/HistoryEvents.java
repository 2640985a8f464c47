package io.holoward.scoring.history;

import io.holoward.detection.features.Novelty;
import io.holoward.detection.identity.InstanceKey;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.rhythm.Gaps;
import io.holoward.scoring.instance.IdentifiedEvent;
import io.holoward.scoring.instance.InstanceEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Outbound connections as the context join sends them to the history. */
final class HistoryEvents {

  static final Instant START = Instant.parse("2026-01-05T08:00:00Z");
  static final Instant READY = START.plus(Duration.ofDays(1));

  private static final long WINDOW = Duration.ofMinutes(5).toMillis();

  private HistoryEvents() {}

  /** Event time of so many hours after the start. */
  static long hour(double hours) {
    return START.toEpochMilli() + Math.round(hours * 3_600_000);
  }

  /** A process of its own host uses an address on port 443. */
  static IdentifiedEvent use(String address, String process, double hour) {
    return event(InstanceEvent.Kind.CONNECTION, address, 443, process, hour(hour));
  }

  static IdentifiedEvent blocked(String address, String process, double hour) {
    return event(InstanceEvent.Kind.BLOCKED, address, 443, process, hour(hour));
  }

  /** A process accepts a connection of a client on a port. */
  static IdentifiedEvent accepted(String client, int port, String process, double hour) {
    return event(
        InstanceEvent.Kind.CONNECTION,
        new OrientedConnection(
            Direction.IN,
            Protocol.TCP,
            new Endpoint("10.9.9.9", port),
            new Endpoint(client, 50_000)),
        process,
        hour(hour));
  }

  static IdentifiedEvent event(
      InstanceEvent.Kind kind, String address, int port, String process, long time) {
    return event(
        kind,
        new OrientedConnection(
            Direction.OUT, Protocol.TCP, Endpoint.ANY, new Endpoint(address, port)),
        process,
        time);
  }

  private static IdentifiedEvent event(
      InstanceEvent.Kind kind, OrientedConnection connection, String process, long time) {
    InstanceKey instance = InstanceKey.of("acme", "host-of-" + process, null, 7, process);
    InstanceEvent event =
        new InstanceEvent(
            instance,
            kind,
            "acme",
            "host-of-" + process,
            new ProcessReference(null, 7, process, null, null, null),
            "outgoingWellKnownTCPPort_443",
            List.of(connection),
            Math.floorDiv(time, WINDOW) * WINDOW + WINDOW,
            1,
            time,
            time,
            null,
            null,
            null,
            new SourcePosition("events", time),
            false,
            Novelty.NONE,
            Gaps.NONE);
    return new IdentifiedEvent(event, "acme|" + process + "|", process);
  }

  /** Uses of few services, half of them public, within some days, in the order of their times. */
  static List<IdentifiedEvent> some(Random random, int count, int days) {
    List<IdentifiedEvent> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      InstanceEvent.Kind kind =
          random.nextInt(8) == 0 ? InstanceEvent.Kind.BLOCKED : InstanceEvent.Kind.CONNECTION;
      String wide = random.nextBoolean() ? "10.0." : "203." + random.nextInt(3) + ".";
      String address = wide + random.nextInt(3) + "." + random.nextInt(count / 8);
      String process = "p" + random.nextInt(4) + ".exe";
      events.add(event(kind, address, 443, process, hour(random.nextInt(24 * 60 * days) / 60.0)));
    }
    events.sort((a, b) -> Long.compare(a.event().lastSeen(), b.event().lastSeen()));
    return events;
  }
}
