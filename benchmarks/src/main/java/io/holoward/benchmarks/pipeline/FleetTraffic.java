package io.holoward.benchmarks.pipeline;

import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.ProcessStartEvent;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.Sensor;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.observation.TelemetryEvent;
import java.util.BitSet;
import java.util.Random;
import java.util.function.Consumer;

/**
 * The events that Sysmon on the Windows hosts of a fleet writes, in the order of their times. Every
 * instance of ordinary programs that lives throughout starts at the beginning; those of many
 * processes were there before. A few of the later events are starts of short-lived processes that
 * never use the network.
 */
public final class FleetTraffic implements Traffic<TelemetryEvent> {

  private static final SourcePosition NOWHERE = new SourcePosition("", 0);
  private static final double STARTS = 0.005;
  private static final int FIRST_CLIENT_PORT = 49_152;
  private static final int CLIENT_PORTS = 16_384;
  private static final int[] PORTS = {443, 443, 443, 80, 53, 88, 389, 445, 135, 8443, 49_668, 123};
  private static final int[] SERVER_PORTS = {443, 445, 88, 389, 135, 1433};

  private final TrafficPlan plan;
  private final long windowMillis;
  private final Random random;
  private final Fleet fleet;

  /** The services each instance has used in the current window. */
  private final BitSet used = new BitSet();

  /** How many client ports each host has handed out; it does so in turn. */
  private final int[] clientPorts;

  private long windowOfUsed;
  private long firstSightings;
  private long starts;

  /**
   * @param windowMillis the observation window that first sightings are counted by
   */
  public FleetTraffic(TrafficPlan plan, long windowMillis) {
    this.plan = plan;
    this.windowMillis = windowMillis;
    this.random = new Random(plan.seed());
    this.fleet = new Fleet(plan);
    clientPorts = new int[fleet.hosts()];
  }

  @Override
  public void forEach(Consumer<TelemetryEvent> consumer) {
    InstanceDraw instances = plan.instances() == 0 ? null : new InstanceDraw(plan, random);
    Zipf services = new Zipf(plan.services(), plan.exponent());
    long begin = plan.begin().toEpochMilli();
    for (long n = 0; n < plan.events(); n++) {
      long time = begin + (long) (plan.span().toMillis() * (n / (double) plan.events()));
      if (instances == null) {
        firstSightings++;
        consumer.accept(connection(n, services.draw(random), time));
      } else if (n < plan.instances() && plan.processes() == 0) {
        consumer.accept(start(n, fleet.process(n), time));
      } else if (random.nextDouble() < STARTS) {
        long instance = random.nextInt(plan.instances());
        consumer.accept(start(instance, fleet.shortLived(instance, n), time));
      } else {
        int instance = instances.draw();
        int service = services.draw(random);
        note(instance, service, time);
        consumer.accept(connection(instance, service, time));
      }
    }
  }

  /** Share of the events that are connections of an instance to a service new in their window. */
  public double firstSightings() {
    return firstSightings / (double) plan.events();
  }

  /** Share of the events that are process starts. */
  public double starts() {
    return starts / (double) plan.events();
  }

  private ProcessStartEvent start(long instance, ProcessReference process, long time) {
    starts++;
    return new ProcessStartEvent(
        "example",
        fleet.host(instance),
        time,
        new ProcessReference(
            process.guid(),
            process.pid(),
            process.image(),
            process.user(),
            fleet.program(instance).commandLine(),
            null),
        "C:\\Windows\\System32\\services.exe",
        null,
        NOWHERE);
  }

  private ConnectionEvent connection(long instance, int service, long time) {
    int host = fleet.hostNumber(instance);
    boolean inbound = fleet.program(instance).server() && service % 2 == 0;
    int port =
        inbound
            ? SERVER_PORTS[service / 2 % SERVER_PORTS.length] + service / (2 * SERVER_PORTS.length)
            : PORTS[service % PORTS.length];
    int drawn = inbound ? random.nextInt(CLIENT_PORTS) : clientPorts[host]++ % CLIENT_PORTS;
    int client = FIRST_CLIENT_PORT + drawn;
    Endpoint local = new Endpoint(fleet.address(instance), inbound ? port : client);
    Endpoint remote =
        inbound
            ? new Endpoint("10.1.9." + random.nextInt(250), client)
            : new Endpoint(fleet.service(instance, service), port);
    return new ConnectionEvent(
        "example",
        fleet.host(instance),
        time,
        fleet.process(instance),
        Sensor.SYSMON,
        port == 53 || port == 123 ? Protocol.UDP : Protocol.TCP,
        inbound ? Direction.IN : Direction.OUT,
        ConnectionEvent.Ends.SOURCE_DESTINATION,
        inbound ? remote : local,
        inbound ? local : remote,
        false,
        NOWHERE);
  }

  private void note(int instance, int service, long time) {
    long window = Math.floorDiv(time, windowMillis);
    if (window != windowOfUsed) {
      windowOfUsed = window;
      used.clear();
    }
    int bit = instance * plan.services() + service;
    if (!used.get(bit)) {
      used.set(bit);
      firstSightings++;
    }
  }
}
