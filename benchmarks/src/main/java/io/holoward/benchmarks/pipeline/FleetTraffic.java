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

  /** Of each service that an instance offers. */
  private static final int CLIENTS = 4;

  private static final int[] PORTS = {443, 443, 443, 80, 53, 88, 389, 445, 135, 8443, 49_668, 123};
  private static final int[] SERVER_PORTS = {443, 445, 88, 389, 135, 1433};

  private final TrafficPlan plan;
  private final long windowMillis;
  private final Random random;
  private final Fleet fleet;

  /** The services, and their clients, that each instance has met in the current window. */
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
    Zipf clients = new Zipf(CLIENTS, plan.exponent());
    long begin = plan.begin().toEpochMilli();
    for (long n = 0; n < plan.events(); n++) {
      long time = begin + (long) (plan.span().toMillis() * (n / (double) plan.events()));
      if (instances == null) {
        firstSightings++;
        consumer.accept(connection(n, services.draw(random), 0, time));
      } else if (n < plan.instances() && plan.processes() == 0) {
        consumer.accept(start(n, fleet.process(n), time));
      } else if (random.nextDouble() < STARTS) {
        long instance = random.nextInt(plan.instances());
        consumer.accept(start(instance, fleet.shortLived(instance, n), time));
      } else {
        int instance = instances.draw(n);
        int service = services.draw(random);
        int client = isInbound(instance, service) ? clients.draw(random) : 0;
        note(instance, service, client, time);
        consumer.accept(connection(instance, service, client, time));
      }
    }
  }

  /**
   * Share of the events that are connections of an instance to a service new in their window, or
   * from a client new to one of its own.
   */
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

  private boolean isInbound(long instance, int service) {
    return fleet.program(instance).server() && service % 2 == 0;
  }

  private ConnectionEvent connection(long instance, int service, int caller, long time) {
    int host = fleet.hostNumber(instance);
    boolean inbound = isInbound(instance, service);
    int port =
        inbound
            ? SERVER_PORTS[service / 2 % SERVER_PORTS.length] + service / (2 * SERVER_PORTS.length)
            : PORTS[service % PORTS.length];
    int drawn = inbound ? random.nextInt(CLIENT_PORTS) : clientPorts[host]++ % CLIENT_PORTS;
    int client = FIRST_CLIENT_PORT + drawn;
    Endpoint local = new Endpoint(fleet.address(instance), inbound ? port : client);
    Endpoint remote =
        inbound
            ? new Endpoint(client(instance, service, caller), client)
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

  /** Who calls a service of an instance is always of the same few. */
  private static String client(long instance, int service, int caller) {
    return "10.1.9." + (instance * 7 + service * 3L + caller) % 250;
  }

  private void note(int instance, int service, int client, long time) {
    long window = Math.floorDiv(time, windowMillis);
    if (window != windowOfUsed) {
      windowOfUsed = window;
      used.clear();
    }
    int bit = (instance * plan.services() + service) * CLIENTS + client;
    if (!used.get(bit)) {
      used.set(bit);
      firstSightings++;
    }
  }
}
