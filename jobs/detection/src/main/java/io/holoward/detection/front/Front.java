package io.holoward.detection.front;

import io.holoward.detection.features.FeatureExtractor;
import io.holoward.detection.front.Actors.Actor;
import io.holoward.detection.front.InstanceAliases.Instance;
import io.holoward.detection.identity.InstanceKey;
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
import java.util.concurrent.ThreadLocalRandom;
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

  private final Hosts hosts;
  private final ImageNames imageNames = new ImageNames();
  private final FeatureExtractor extractor;
  private final InstanceAliases aliases;
  private final Actors actors;
  private final TwinPairing twins;
  private final HoldBuffer holds;
  private final long holdMillis;

  public Front(FrontSettings settings) {
    this.hosts = new Hosts(new HostNames(settings.domains()), settings.maxHosts());
    this.extractor = new FeatureExtractor(settings.ephemeralLow());
    this.aliases = new InstanceAliases(settings.maxInstances());
    this.actors = new Actors(aliases);
    this.twins =
        new TwinPairing(
            settings.twinMaxGapMillis(),
            settings.maxTwins(),
            ThreadLocalRandom.current().nextLong());
    this.holds = new HoldBuffer(settings.maxHeld());
    this.holdMillis = settings.holdMillis();
  }

  /** Takes the next event; it, and events that waited for it, go to the consumer. */
  public void accept(TelemetryEvent reported, FrontConsumer consumer) {
    Host host = hosts.of(reported.organisation(), reported.host());
    String name = host.id().host();
    TelemetryEvent event = name.equals(reported.host()) ? reported : reported.withHost(name);
    host.makeCurrent();
    if (holds.size() > 0) {
      holds.releaseHost(
          host.id(), event.eventTime() - holdMillis, held -> emit(host, held, consumer));
    }
    if (event instanceof ConnectionEvent connection) {
      connection(host, connection, consumer);
    } else if (event instanceof ListenEvent listen) {
      host.learn(listen);
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
        twins.evicted(), holds.overflows(), aliases.evicted(), hosts.forgotten());
  }

  /** How many connections wait for the report of a second sensor. */
  public int waitingTwins() {
    return twins.size();
  }

  /** How many filtering events are held back. */
  public int held() {
    return holds.size();
  }

  private void connection(Host host, ConnectionEvent event, FrontConsumer consumer) {
    host.learn(event);
    if (event.sensor() == Sensor.SYSMON) {
      host.heardSysmon(event.eventTime());
    }
    if (!TwinPairing.mayHaveTwin(event)) {
      emit(host, event, consumer);
      return;
    }
    Actor actor = actors.known(host, event.process());
    String image = actor == null ? image(event.process()) : actor.image();
    TwinHalf half = twins.match(host.id(), event, image);
    if (half != null) {
      paired(host, event, image, half, consumer);
    } else if (event.sensor() == Sensor.WINDOWS_FILTERING && hasSysmon(host, event.eventTime())) {
      holds.hold(host.id(), event, held -> emit(hostOf(held), held, consumer));
    } else {
      emit(host, event, actor == null ? observe(host, event) : actor, consumer);
    }
  }

  /** Of a pair the half that came out already counts, else the one that knows more. */
  private void paired(
      Host host, ConnectionEvent event, String image, TwinHalf half, FrontConsumer consumer) {
    Instance instance = aliases.link(host, event.process(), image, half, event.eventTime());
    ConnectionEvent held = holds.take(half);
    if (held == null) {
      consumer.twin(event);
    } else {
      consumer.twin(held);
      emit(host, event, instance.key(), instance.complete(event.process(), image), consumer);
    }
  }

  private void emit(Host host, ConnectionEvent event, FrontConsumer consumer) {
    Actor known = actors.known(host, event.process());
    emit(host, event, known == null ? observe(host, event) : known, consumer);
  }

  private Actor observe(Host host, ConnectionEvent event) {
    return actors.observe(host, event.process(), image(event.process()), event.eventTime());
  }

  private void emit(Host host, ConnectionEvent event, Actor actor, FrontConsumer consumer) {
    emit(host, event, actor.instance().key(), actor.completed(), consumer);
  }

  private void emit(
      Host host,
      ConnectionEvent event,
      InstanceKey instance,
      ProcessReference completed,
      FrontConsumer consumer) {
    OrientedConnection connection = Orientation.orient(event, host);
    consumer.oriented(
        event,
        connection,
        Orientation.isLoopback(connection, host),
        extractor.signature(connection),
        instance,
        completed);
  }

  private static boolean hasSysmon(Host host, long time) {
    return host.lastSysmon() != Host.NEVER
        && Math.abs(time - host.lastSysmon()) <= SYSMON_MEMORY_MILLIS;
  }

  private String image(ProcessReference process) {
    return imageNames.normalise(process.image());
  }

  private Host hostOf(ConnectionEvent event) {
    return hosts.of(event.organisation(), event.host());
  }

  /**
   * What has been learned of hosts and instances until now. After a restart every subtask may be
   * given the snapshots of all: a host's events may go anywhere.
   */
  public LearnedSnapshot snapshotLearned() {
    return new LearnedSnapshot(
        VERSION, List.of(hosts.snapshot(), aliases.snapshot(), twins.snapshot()));
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
    hosts.readLastSysmon(in, wanted);
    hosts.readAddresses(in, wanted);
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
