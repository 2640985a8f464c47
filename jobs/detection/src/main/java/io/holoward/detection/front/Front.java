package io.holoward.detection.front;

import io.holoward.detection.features.FeatureExtractor;
import io.holoward.detection.front.InstanceAliases.Instance;
import io.holoward.detection.observation.AlarmEvent;
import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.ListenEvent;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.ProcessStartEvent;
import io.holoward.detection.observation.Sensor;
import io.holoward.detection.observation.TelemetryEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What is done to the events of a subtask before they are exchanged: hosts get one name, process
 * instances one key, connections a local end, and a connection that two sensors report counts once.
 *
 * <p>On a host with Sysmon, a filtering event (5156) waits shortly for its Sysmon twin, which knows
 * more of the process. What comes out for a host depends on the order of that host's events alone,
 * as long as they are not late against the watermark and no bound is reached.
 *
 * <p>Not thread-safe.
 */
public final class Front {

  private static final int VERSION = 1;
  private static final long SYSMON_MEMORY_MILLIS = 3_600_000;
  private static final long EARLIEST = Long.MIN_VALUE / 2;

  private final HostNames hostNames;
  private final ImageNames imageNames = new ImageNames();
  private final FeatureExtractor extractor;
  private final HostAddresses addresses;
  private final InstanceAliases aliases;
  private final TwinPairing twins;
  private final HoldBuffer holds;
  private final long holdMillis;

  /** The event time of each host's last Sysmon event. */
  private final RecentMap<HostId, Long> lastSysmon;

  /** Hosts that sent something since this front was created: what it knows of them is current. */
  private final RecentMap<HostId, Boolean> current;

  public Front(FrontSettings settings) {
    this.hostNames = new HostNames(settings.domains());
    this.extractor = new FeatureExtractor(settings.ephemeralLow());
    this.addresses = new HostAddresses(settings.maxHosts());
    this.aliases = new InstanceAliases(settings.maxInstances());
    this.twins = new TwinPairing(settings.twinMaxGapMillis(), settings.maxTwins());
    this.holds = new HoldBuffer(settings.maxHeld());
    this.holdMillis = settings.holdMillis();
    this.lastSysmon = new RecentMap<>(settings.maxHosts());
    this.current = new RecentMap<>(settings.maxHosts());
  }

  /** Takes the next event; it, and events that waited for it, go to the consumer. */
  public void accept(TelemetryEvent reported, FrontConsumer consumer) {
    String name = hostNames.normalise(reported.host());
    TelemetryEvent event = name.equals(reported.host()) ? reported : reported.withHost(name);
    HostId host = new HostId(event.organisation(), name);
    current.put(host, Boolean.TRUE);
    holds.releaseHost(host, event.eventTime() - holdMillis, held -> emit(host, held, consumer));
    if (event instanceof ConnectionEvent connection) {
      connection(host, connection, consumer);
    } else if (event instanceof ListenEvent listen) {
      addresses.learn(host, listen);
      consumer.listener(listen);
    } else if (event instanceof ProcessStartEvent start) {
      consumer.processStart(
          start,
          aliases.start(host, start.process(), image(start.process()), start.eventTime()).key());
    } else if (event instanceof AlarmEvent alarm) {
      consumer.alarm(
          alarm,
          aliases.observe(host, alarm.process(), image(alarm.process()), alarm.eventTime()).key());
    }
  }

  /** Event time has passed: what waited until then goes to the consumer. */
  public void advance(long watermark, FrontConsumer consumer) {
    long passed = Math.max(watermark, EARLIEST);
    holds.releaseAll(passed - holdMillis + 1, held -> emit(hostOf(held), held, consumer));
    twins.advance(passed);
  }

  /** The input has ended: whatever still waits goes to the consumer. */
  public void finish(FrontConsumer consumer) {
    advance(Long.MAX_VALUE, consumer);
  }

  /** What the bounds have cost so far. */
  public FrontLosses losses() {
    return new FrontLosses(
        twins.evicted(), holds.overflows(), aliases.evicted(), addresses.evicted());
  }

  /** How many connections wait for the report of a second sensor. */
  public int waitingTwins() {
    return twins.size();
  }

  /** How many filtering events are held back. */
  public int held() {
    return holds.size();
  }

  private void connection(HostId host, ConnectionEvent event, FrontConsumer consumer) {
    addresses.learn(host, event);
    if (event.sensor() == Sensor.SYSMON) {
      lastSysmon.merge(host, event.eventTime(), Math::max);
    }
    if (!TwinPairing.mayHaveTwin(event)) {
      emit(host, event, consumer);
      return;
    }
    String image = image(event.process());
    TwinHalf half = twins.match(host, event, image);
    if (half != null) {
      paired(host, event, image, half, consumer);
    } else if (event.sensor() == Sensor.WINDOWS_FILTERING && hasSysmon(host, event.eventTime())) {
      holds.hold(host, event, held -> emit(hostOf(held), held, consumer));
    } else {
      emit(host, event, consumer);
    }
  }

  /** Of a pair the half that came out already counts, else the one that knows more. */
  private void paired(
      HostId host, ConnectionEvent event, String image, TwinHalf half, FrontConsumer consumer) {
    Instance instance = aliases.link(host, event.process(), image, half, event.eventTime());
    ConnectionEvent held = holds.take(half);
    if (held == null) {
      consumer.twin(event);
    } else {
      consumer.twin(held);
      emit(host, event, instance, image, consumer);
    }
  }

  private void emit(HostId host, ConnectionEvent event, FrontConsumer consumer) {
    String image = image(event.process());
    emit(
        host,
        event,
        aliases.observe(host, event.process(), image, event.eventTime()),
        image,
        consumer);
  }

  private void emit(
      HostId host, ConnectionEvent event, Instance instance, String image, FrontConsumer consumer) {
    HostView view = addresses.view(host);
    OrientedConnection connection = Orientation.orient(event, view);
    ProcessReference completed = instance.complete(event.process(), image);
    consumer.oriented(
        event,
        connection,
        Orientation.isLoopback(connection, view),
        extractor.signature(connection),
        instance.key(),
        completed);
  }

  private boolean hasSysmon(HostId host, long time) {
    Long last = lastSysmon.get(host);
    return last != null && Math.abs(time - last) <= SYSMON_MEMORY_MILLIS;
  }

  private String image(ProcessReference process) {
    return imageNames.normalise(process.image());
  }

  private static HostId hostOf(ConnectionEvent event) {
    return new HostId(event.organisation(), event.host());
  }

  /**
   * What has been learned of hosts and instances. After a restart every subtask may be given the
   * snapshots of all: a host's events may go anywhere.
   */
  public byte[] snapshotLearned() {
    SnapshotWriter out = new SnapshotWriter(VERSION);
    out.number(current.size());
    current.keySet().forEach(out::host);
    out.number(lastSysmon.size());
    lastSysmon.forEach(
        (host, time) -> {
          out.host(host);
          out.number(time);
        });
    addresses.write(out);
    aliases.write(out);
    twins.write(out);
    return out.toBytes();
  }

  /**
   * Takes over what other fronts had learned. Where one of them had events of a host, what the
   * others inherited of that host from before is out of date and ignored.
   */
  public void restoreLearned(List<byte[]> snapshots) {
    List<Set<HostId>> owned = new ArrayList<>();
    List<SnapshotReader> readers = new ArrayList<>();
    Set<HostId> ownedByAny = new HashSet<>();
    for (byte[] snapshot : snapshots) {
      SnapshotReader in = new SnapshotReader(snapshot, VERSION, "learned hosts");
      Set<HostId> hosts = new HashSet<>();
      for (int n = in.count(); n > 0; n--) {
        hosts.add(in.host());
      }
      readers.add(in);
      owned.add(hosts);
      ownedByAny.addAll(hosts);
    }
    for (int i = 0; i < readers.size(); i++) {
      Set<HostId> own = owned.get(i);
      restoreLearned(readers.get(i), host -> own.contains(host) || !ownedByAny.contains(host));
    }
  }

  private void restoreLearned(SnapshotReader in, Predicate<HostId> wanted) {
    for (int n = in.count(); n > 0; n--) {
      HostId host = in.host();
      long time = in.number();
      if (wanted.test(host)) {
        lastSysmon.merge(host, time, Math::max);
      }
    }
    addresses.read(in, wanted);
    aliases.read(in, wanted);
    twins.read(in, wanted);
  }

  /** The events that wait for their twin. Each snapshot must be restored in one place only. */
  public byte[] snapshotHeld() {
    SnapshotWriter out = new SnapshotWriter(VERSION);
    holds.write(out);
    return out.toBytes();
  }

  /** Takes over events that waited elsewhere. */
  public void restoreHeld(List<byte[]> snapshots) {
    for (byte[] snapshot : snapshots) {
      holds.read(new SnapshotReader(snapshot, VERSION, "held connections"));
    }
  }
}
