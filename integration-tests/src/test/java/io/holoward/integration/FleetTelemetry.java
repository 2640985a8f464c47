package io.holoward.integration;

import io.holoward.detection.observation.AlarmEvent;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.ListenEvent;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.telemetry.simulator.FleetSimulator;
import io.holoward.telemetry.simulator.InjectedAttack;
import io.holoward.telemetry.simulator.SimulationPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a simulated fleet reports in a day and a half, the attacks on the second morning. */
public final class FleetTelemetry {
  /** The id of the upstream product's alarm. */
  public static final String ALARM_ID = "ids-4711";

  private static final int USUAL_HOSTS = 16;
  private static final Instant START = Instant.parse("2025-03-03T07:00:00Z");
  private static final Duration DURATION = Duration.ofHours(33);
  private static final Instant ATTACKS_FROM = Instant.parse("2025-03-04T10:00:00Z");

  /** After it every window and every repeat interval of the fleet is closed. */
  private static final Instant CLOCK = START.plus(DURATION).plus(Duration.ofHours(3));

  private static final SourcePosition NOWHERE = new SourcePosition("simulator", 0);

  private final List<TelemetryEvent> events = new ArrayList<>();
  private final List<InjectedAttack> attacks;

  /** The usual fleet. */
  public FleetTelemetry() {
    this(USUAL_HOSTS);
  }

  /** A fleet of so many hosts. */
  public FleetTelemetry(int hosts) {
    FleetSimulator simulator =
        new FleetSimulator(new SimulationPlan(20250303, hosts, START, DURATION, ATTACKS_FROM));
    attacks = simulator.attacks();
    simulator.forEachRemaining(simulated -> events.add(simulated.event()));
  }

  /** All events in order of event time. */
  public List<TelemetryEvent> events() {
    return events;
  }

  /** The attacks among the events. */
  public List<InjectedAttack> attacks() {
    return attacks;
  }

  /** One of several parts of the events, one after the other, of about the same size. */
  public List<TelemetryEvent> part(int index, int parts) {
    return events.subList(events.size() * index / parts, events.size() * (index + 1) / parts);
  }

  /** An event that makes it late enough for everything else to be closed; nothing comes of it. */
  public TelemetryEvent clock() {
    return new ListenEvent(
        "acme",
        "clock.acme.example",
        CLOCK.toEpochMilli(),
        new ProcessReference(null, 4, "System", null, null, null),
        Protocol.UDP,
        new Endpoint("10.20.250.1", 123),
        NOWHERE);
  }

  /** The same for the topic of alarms: an alarm of a process that nobody knows. */
  public AlarmEvent alarmClock(int partition) {
    return new AlarmEvent(
        "acme",
        "clock.acme.example",
        CLOCK.toEpochMilli(),
        new ProcessReference(null, 7, "C:\\clock.exe", null, null, null),
        "clock-" + partition,
        null,
        List.of(),
        NOWHERE);
  }

  /** What another product says of lsass on a host that nobody attacks. */
  public AlarmEvent upstreamAlarm() {
    TelemetryEvent lsass = unattackedLsass();
    return new AlarmEvent(
        lsass.organisation(),
        lsass.host(),
        ATTACKS_FROM.toEpochMilli(),
        lsass.process(),
        ALARM_ID,
        "trojan",
        List.of(
            new OrientedConnection(
                Direction.OUT,
                Protocol.TCP,
                new Endpoint(null, 50_001),
                new Endpoint("198.51.100.77", 6_667))),
        NOWHERE);
  }

  /** An event of lsass on a host that nobody attacks. */
  public TelemetryEvent unattackedLsass() {
    return events.stream()
        .filter(event -> isLsass(event) && isNotAttacked(event.host()))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isLsass(TelemetryEvent event) {
    String image = event.process().image();
    return image != null && image.endsWith("lsass.exe") && event.process().guid() != null;
  }

  private boolean isNotAttacked(String host) {
    return attacks.stream().noneMatch(attack -> attack.host().equals(host));
  }

  /** Event time that a job has reached when it has closed everything. */
  public static long closedAt() {
    return CLOCK.minus(Duration.ofMinutes(1)).toEpochMilli();
  }
}
