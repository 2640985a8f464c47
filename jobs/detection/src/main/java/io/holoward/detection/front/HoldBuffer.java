package io.holoward.detection.front;

import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.Sensor;
import io.holoward.detection.observation.SourcePosition;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Filtering events that wait a moment for their richer Sysmon twin. Each leaves exactly once: taken
 * because its twin came, or released because its time is up.
 */
final class HoldBuffer {

  private static final Comparator<Held> BY_TIME =
      Comparator.comparingLong((Held held) -> held.event.eventTime())
          .thenComparingLong(held -> held.arrival);

  private final int maxEntries;
  private final TreeSet<Held> all = new TreeSet<>(BY_TIME);
  private final Map<HostId, TreeSet<Held>> byHost = new HashMap<>();
  private final Map<Report, Held> byReport = new HashMap<>();
  private long arrivals;
  private long overflows;

  HoldBuffer(int maxEntries) {
    this.maxEntries = maxEntries;
  }

  /** How many events are held. */
  int size() {
    return all.size();
  }

  /** Holds an event; beyond the bound the oldest one is released. */
  void hold(HostId host, ConnectionEvent event, Consumer<ConnectionEvent> release) {
    add(host, event);
    while (all.size() > maxEntries) {
      overflows++;
      release(all.first(), release);
    }
  }

  private void add(HostId host, ConnectionEvent event) {
    Held held = new Held(host, event, arrivals++);
    all.add(held);
    byHost.computeIfAbsent(host, h -> new TreeSet<>(BY_TIME)).add(held);
    byReport.put(held.report(), held);
  }

  /** Takes out the event that was remembered as this first half, or null if it is not held here. */
  ConnectionEvent take(TwinHalf half) {
    Held held = byReport.get(new Report(half.host(), half.eventTime(), half.source()));
    if (held == null) {
      return null;
    }
    remove(held);
    return held.event;
  }

  /** Releases a host's events that happened before this time. */
  void releaseHost(HostId host, long before, Consumer<ConnectionEvent> release) {
    TreeSet<Held> ofHost = byHost.get(host);
    while (ofHost != null && !ofHost.isEmpty() && ofHost.first().event.eventTime() < before) {
      release(ofHost.first(), release);
    }
  }

  /** Releases all events that happened before this time. */
  void releaseAll(long before, Consumer<ConnectionEvent> release) {
    while (!all.isEmpty() && all.first().event.eventTime() < before) {
      release(all.first(), release);
    }
  }

  /** How many events the bound has released early so far. */
  long overflows() {
    return overflows;
  }

  private void release(Held held, Consumer<ConnectionEvent> release) {
    remove(held);
    release.accept(held.event);
  }

  private void remove(Held held) {
    all.remove(held);
    byReport.remove(held.report(), held);
    TreeSet<Held> ofHost = byHost.get(held.host);
    ofHost.remove(held);
    if (ofHost.isEmpty()) {
      byHost.remove(held.host);
    }
  }

  void write(SnapshotWriter out) {
    out.number(all.size());
    for (Held held : all) {
      write(out, held.event);
    }
  }

  /** Nothing can be released while a job is restored: the bound is enforced at the next hold. */
  void read(SnapshotReader in) {
    for (int n = in.count(); n > 0; n--) {
      ConnectionEvent event = readEvent(in);
      add(new HostId(event.organisation(), event.host()), event);
    }
  }

  private static void write(SnapshotWriter out, ConnectionEvent event) {
    out.text(event.organisation());
    out.text(event.host());
    out.number(event.eventTime());
    ProcessReference process = event.process();
    out.text(process.guid());
    out.number(process.pid());
    out.text(process.image());
    out.text(process.user());
    out.text(process.commandLine());
    out.text(process.container());
    out.constant(event.sensor());
    out.constant(event.protocol());
    out.constant(event.direction());
    out.constant(event.ends());
    out.endpoint(event.first());
    out.endpoint(event.second());
    out.flag(event.blocked());
    out.position(event.source());
  }

  private static ConnectionEvent readEvent(SnapshotReader in) {
    return new ConnectionEvent(
        in.text(),
        in.text(),
        in.number(),
        new ProcessReference(in.text(), in.number(), in.text(), in.text(), in.text(), in.text()),
        in.constant(Sensor.class),
        in.constant(Protocol.class),
        in.constant(Direction.class),
        in.constant(ConnectionEvent.Ends.class),
        in.endpoint(),
        in.endpoint(),
        in.flag(),
        in.position());
  }

  /** What an event is found by; a position alone may repeat, as in files of the same name. */
  private record Report(HostId host, long eventTime, SourcePosition source) {}

  private record Held(HostId host, ConnectionEvent event, long arrival) {

    Report report() {
      return new Report(host, event.eventTime(), event.source());
    }
  }
}
