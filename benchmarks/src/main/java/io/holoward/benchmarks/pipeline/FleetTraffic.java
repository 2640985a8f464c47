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
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The events that Sysmon on the Windows hosts of a fleet writes, in the order of their times. Every
 * instance starts at the beginning; a few of the later events are starts of short-lived processes
 * that never use the network.
 */
final class FleetTraffic implements Traffic<TelemetryEvent> {

  private static final long BEGIN = Instant.parse("2026-01-05T09:00:00Z").toEpochMilli();
  private static final SourcePosition NOWHERE = new SourcePosition("", 0);
  private static final double STARTS = 0.005;
  private static final int FIRST_CLIENT_PORT = 49_152;
  private static final int CLIENT_PORTS = 16_384;
  private static final int[] PORTS = {443, 443, 443, 80, 53, 88, 389, 445, 135, 8443, 49_668, 123};
  private static final int[] SERVER_PORTS = {443, 445, 88, 389, 135, 1433};

  private final TrafficPlan plan;
  private final long windowMillis;
  private final Random random;
  private final List<ProcessReference> instances = new ArrayList<>();
  private final List<Integer> byRank = new ArrayList<>();

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
  FleetTraffic(TrafficPlan plan, long windowMillis) {
    this.plan = plan;
    this.windowMillis = windowMillis;
    this.random = new Random(plan.seed());
    for (int i = 0; i < plan.instances(); i++) {
      Program program = program(i);
      instances.add(
          new ProcessReference(guid(), 500 + 4L * i, program.image(), program.user(), null, null));
      byRank.add(i);
    }
    Collections.shuffle(byRank, random);
    clientPorts = new int[hostNumber(plan.instances()) + 1];
  }

  @Override
  public void forEach(Consumer<TelemetryEvent> consumer) {
    Zipf instanceRanks = new Zipf(plan.instances(), plan.exponent());
    Zipf serviceRanks = new Zipf(plan.services(), plan.exponent());
    for (long n = 0; n < plan.events(); n++) {
      long time = BEGIN + (long) (plan.span().toMillis() * (n / (double) plan.events()));
      if (n < plan.instances()) {
        consumer.accept(start((int) n, instances.get((int) n), time));
      } else if (random.nextDouble() < STARTS) {
        int instance = random.nextInt(plan.instances());
        ProcessReference shortLived =
            new ProcessReference(
                guid(),
                random.nextInt(60_000),
                "C:\\Windows\\System32\\conhost.exe",
                program(instance).user(),
                null,
                null);
        consumer.accept(start(instance, shortLived, time));
      } else {
        int instance = byRank.get(instanceRanks.draw(random));
        consumer.accept(connection(instance, serviceRanks.draw(random), time));
      }
    }
  }

  /** Connections to services that their instance had not used in the same window. */
  long firstSightings() {
    return firstSightings;
  }

  /** Process starts. */
  long starts() {
    return starts;
  }

  private ProcessStartEvent start(int instance, ProcessReference process, long time) {
    starts++;
    Program program = program(instance);
    return new ProcessStartEvent(
        "example",
        host(instance),
        time,
        new ProcessReference(
            process.guid(),
            process.pid(),
            process.image(),
            process.user(),
            program.commandLine(),
            null),
        "C:\\Windows\\System32\\services.exe",
        null,
        NOWHERE);
  }

  private ConnectionEvent connection(int instance, int service, long time) {
    note(instance, service, time);
    int hostNumber = hostNumber(instance);
    String own = "10.1.%d.%d".formatted(hostNumber >> 8, hostNumber & 255);
    boolean inbound = program(instance).server() && service % 2 == 0;
    int port =
        inbound
            ? SERVER_PORTS[service / 2 % SERVER_PORTS.length] + service / (2 * SERVER_PORTS.length)
            : PORTS[service % PORTS.length];
    int drawn = inbound ? random.nextInt(CLIENT_PORTS) : clientPorts[hostNumber]++ % CLIENT_PORTS;
    int client = FIRST_CLIENT_PORT + drawn;
    Endpoint local = new Endpoint(own, inbound ? port : client);
    Endpoint remote =
        inbound
            ? new Endpoint("10.1.9." + random.nextInt(250), client)
            : new Endpoint(address(instance, service), port);
    return new ConnectionEvent(
        "example",
        host(instance),
        time,
        instances.get(instance),
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

  /** Programs share their services: half of them inside the organisation, half outside. */
  private static String address(int instance, int service) {
    int program = instance % Program.ALL.size();
    return service % 2 == 0
        ? "10.2.%d.%d".formatted(program, service / 2 + 1)
        : "52.%d.%d.%d".formatted(96 + program, service, 10 + program);
  }

  private static Program program(int instance) {
    return Program.ALL.get(instance % Program.ALL.size());
  }

  private static int hostNumber(int instance) {
    return instance / Program.ALL.size();
  }

  private static String host(int instance) {
    return "ws-%05d.example.org".formatted(hostNumber(instance));
  }

  private String guid() {
    return "{" + new UUID(random.nextLong(), random.nextLong()) + "}";
  }
}
