package io.holoward.telemetry.simulator;

import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Protocol;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Enters the attacks of a simulation into its agenda, each on a host of its own. */
final class Attacks {

  /** Attacks begin at multiples of an eighth of the time there is for them. */
  private static final int STAGES = 8;

  /** One that does not stay to the end takes two stages at most. */
  private static final int STAGES_OF_ONE = 2;

  private static final String COMMAND_AND_CONTROL = "192.0.2.66";
  private static final String DROP_SITE = "192.0.2.129";

  /** How much longer the way through a relay is. */
  private static final double DETOUR = 4;

  private final SimulationPlan plan;
  private final Agenda agenda;
  private final Sensors sensors;
  private final Fleet fleet;
  private final SplittableRandom random;
  private final List<InjectedAttack> injected = new ArrayList<>();

  Attacks(
      SimulationPlan plan, Agenda agenda, Sensors sensors, Fleet fleet, SplittableRandom random) {
    this.plan = plan;
    this.agenda = agenda;
    this.sensors = sensors;
    this.fleet = fleet;
    this.random = random;
  }

  List<InjectedAttack> injected() {
    return List.copyOf(injected);
  }

  /** Code injected into lsass reaches for the administrative shares of its neighbours. */
  void lateralMovement(ProgramActor lsass, Fleet.Host host) {
    Window window = window(0, Duration.ofMinutes(40));
    inject(
        "lateral-movement",
        host,
        lsass.program(),
        window,
        "lsass.exe connects to SMB and RPC of other workstations");
    List<Fleet.Host> victims =
        fleet.hosts(Role.WORKSTATION).stream().filter(victim -> !victim.equals(host)).toList();
    int count = Math.min(8, victims.size());
    for (int i = 0; i < count; i++) {
      String victim = victims.get(i * victims.size() / count).address();
      long time = window.at(i, count);
      connect("lateral-movement", lsass::running, time, victim, 135);
      connect("lateral-movement", lsass::running, time + 300, victim, Programs.RPC_PORT);
      connect("lateral-movement", lsass::running, time + 900, victim, 445);
    }
  }

  /** Code injected into a service host asks its controller for orders, once a minute. */
  void beacon(ProgramActor serviceHost, Fleet.Host host) {
    Window window = window(2, Duration.ofHours(2));
    inject(
        "c2-beacon",
        host,
        serviceHost.program(),
        window,
        "svchost.exe calls %s:4444 once a minute".formatted(COMMAND_AND_CONTROL));
    long minute = Duration.ofMinutes(1).toMillis();
    for (long time = window.start(); time < window.end() - minute; time += minute) {
      long jitter = random.nextLong(minute / 10);
      connect("c2-beacon", serviceHost::running, time + jitter, COMMAND_AND_CONTROL, 4_444);
    }
  }

  /** A person opens a download that is not what it says. */
  void unknownBinary(Fleet.Host host) {
    Window window = window(4, Duration.ofHours(1));
    String image = "C:\\Users\\%s\\Downloads\\invoice_viewer.exe".formatted(host.user());
    Program download =
        new Program(
            image,
            image,
            "ACME\\" + host.user(),
            '"' + image + '"',
            "C:\\Windows\\explorer.exe",
            List.of());
    inject(
        "unknown-binary",
        host,
        download,
        window,
        "a program nobody else runs connects out of the Downloads folder");
    RunningProcess process = RunningProcess.start(host, download, random);
    agenda.enter(window.start(), time -> sensors.started(process, time, "unknown-binary"));
    for (int i = 0; i < 12; i++) {
      connect("unknown-binary", () -> process, window.at(i, 12) + 1_000, DROP_SITE, 443);
    }
  }

  /** The print spooler, exploited, carries a shell to a machine inside. */
  void reverseTunnel(ProgramActor spooler, Fleet.Host host) {
    Window window = window(6, Duration.ofHours(1));
    inject(
        "reverse-tunnel",
        host,
        spooler.program(),
        window,
        "spoolsv.exe keeps a tunnel to an ephemeral port of an internal host");
    String relay = fleet.hosts(Role.LINUX_SERVER).get(0).address();
    for (int i = 0; i < 6; i++) {
      connect("reverse-tunnel", spooler::running, window.at(i, 6), relay, 50_443);
    }
  }

  /** A man in the middle forwards what the shop and its database say to each other. */
  void relayedTraffic(ProgramActor shop, Fleet.Host host, FlowSensor flows) {
    // If it ended, the way back to the usual times would look like an attack of its own.
    long start = window(3, Duration.ZERO).start();
    Window window = new Window(start, plan.end().toEpochMilli());
    inject(
        "relayed-traffic",
        host,
        shop.program(),
        window,
        "a man in the middle relays what python3 says to its database, with %.0f times the round-trip time"
            .formatted(DETOUR));
    flows.relay(
        new FlowSensor.Relay(
            host,
            Fleet.DATABASE,
            Programs.DATABASE_PORT,
            window.start(),
            window.end(),
            DETOUR,
            "relayed-traffic"));
  }

  /** Code injected into a service host hides a tunnel where it usually fetches updates. */
  void tunnel(ProgramActor serviceHost, Fleet.Host host) {
    Window window = window(5, Duration.ofHours(1));
    inject(
        "tunnel-on-443",
        host,
        serviceHost.program(),
        window,
        "svchost.exe speaks SSH on port 443 with the cloud where it otherwise speaks TLS");
    String cloud = fleet.address(Peer.INTERNET, host, serviceHost.program(), random);
    Contact contact =
        new Contact(Direction.OUT, Protocol.TCP, cloud, 443, PacketInspection.SSH, false);
    for (int i = 0; i < 6; i++) {
      connect("tunnel-on-443", serviceHost::running, window.at(i, 6), contact);
    }
  }

  private void connect(
      String label, Supplier<RunningProcess> process, long at, String peer, int port) {
    connect(label, process, at, Contact.out(peer, port));
  }

  private void connect(String label, Supplier<RunningProcess> process, long at, Contact contact) {
    agenda.enter(at, time -> sensors.connected(process.get(), time, contact, label));
  }

  private void inject(
      String name, Fleet.Host host, Program program, Window window, String description) {
    injected.add(
        new InjectedAttack(
            name,
            host.name(),
            program.image(),
            Instant.ofEpochMilli(window.start()),
            Instant.ofEpochMilli(window.end()),
            description));
  }

  /** When an attack happens: the attacks begin one after the other and may overlap. */
  private record Window(long start, long end) {

    /** The time of a step, the steps spread evenly; the last leaves room for what it triggers. */
    long at(int step, int steps) {
      return start + (end - start) * step / steps;
    }
  }

  private Window window(int stage, Duration length) {
    long from = plan.attacksFrom().toEpochMilli();
    long end = plan.end().toEpochMilli();
    long start = from + (end - from) * stage / STAGES;
    long room = (end - from) * STAGES_OF_ONE / STAGES;
    return new Window(start, start + Math.min(length.toMillis(), room));
  }
}
