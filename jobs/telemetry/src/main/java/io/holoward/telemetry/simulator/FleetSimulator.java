package io.holoward.telemetry.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;

/**
 * A fleet of Windows and Linux hosts of an organisation {@code acme} whose programs do on the
 * network what such programs do, and four attacks: lateral movement out of lsass, a beacon out of a
 * service host, an unknown binary, a tunnel out of the print spooler. In a plan with flows all
 * servers and a quarter of the workstations report flows too, and there are two more attacks, which
 * nothing else shows: traffic that is relayed, and SSH on the port of TLS.
 *
 * <p>Events come in order of event time and are the same for the same plan. Memory depends on the
 * number of hosts (a few kilobytes each), not on the simulated time. A host makes on the order of a
 * thousand events a day; every third Windows host reports its connections twice, by Sysmon and by
 * the filtering platform. A host with a flow sensor adds one to four thousand flows. For one
 * thread.
 */
public final class FleetSimulator implements Iterator<SimulatedEvent> {

  private final Agenda agenda;
  private final List<InjectedAttack> attacks;
  private SimulatedEvent upcoming;

  /** Begins the simulation of a plan. */
  public FleetSimulator(SimulationPlan plan) {
    this.agenda = new Agenda(plan.end().toEpochMilli());
    SplittableRandom random = new SplittableRandom(plan.seed());
    // Flows have a source of chance of their own, so that all else is the same without them.
    SplittableRandom chanceOfFlows = new SplittableRandom(~plan.seed());
    Fleet fleet = new Fleet(plan.hosts(), plan.flows());
    RoundTripModel roundTrips = new RoundTripModel(fleet, plan.seed(), chanceOfFlows.split());
    FlowSensor flows = new FlowSensor(agenda, roundTrips, chanceOfFlows.split());
    Sensors sensors = new Sensors(agenda, random.split(), flows);
    Map<Fleet.Host, Map<String, ProgramActor>> actors = begin(plan, fleet, sensors, random);
    List<InjectedAttack> injected =
        new ArrayList<>(
            inject(new Attacks(plan, agenda, sensors, fleet, random.split()), fleet, actors));
    if (plan.flows()) {
      Sensors ofAttacks = new Sensors(agenda, chanceOfFlows.split(), flows);
      Attacks onFlows = new Attacks(plan, agenda, ofAttacks, fleet, chanceOfFlows.split());
      injected.addAll(injectIntoFlows(onFlows, flows, fleet, actors));
    }
    injected.sort(Comparator.comparing(InjectedAttack::start));
    this.attacks = List.copyOf(injected);
    this.upcoming = agenda.next();
  }

  private Map<Fleet.Host, Map<String, ProgramActor>> begin(
      SimulationPlan plan, Fleet fleet, Sensors sensors, SplittableRandom random) {
    Map<Fleet.Host, Map<String, ProgramActor>> actors = new HashMap<>();
    for (Fleet.Host host : fleet.hosts()) {
      Map<String, ProgramActor> ofHost = new HashMap<>();
      for (Program program : Programs.of(host.role())) {
        ProgramActor actor =
            new ProgramActor(agenda, sensors, fleet, host, program, random.split());
        actor.begin(plan.start().toEpochMilli());
        ofHost.put(program.name(), actor);
      }
      actors.put(host, ofHost);
    }
    return actors;
  }

  private static List<InjectedAttack> inject(
      Attacks attacks, Fleet fleet, Map<Fleet.Host, Map<String, ProgramActor>> actors) {
    List<Fleet.Host> workstations = fleet.hosts(Role.WORKSTATION);
    int count = workstations.size();
    Fleet.Host first = workstations.get(0);
    Fleet.Host second = workstations.get(count / 4);
    Fleet.Host third = workstations.get(count / 2);
    Fleet.Host fourth = workstations.get(3 * count / 4);
    attacks.lateralMovement(actors.get(first).get(Programs.LSASS), first);
    attacks.beacon(actors.get(second).get(Programs.NETWORK_SERVICE), second);
    attacks.unknownBinary(third);
    attacks.reverseTunnel(actors.get(fourth).get(Programs.SPOOLSV), fourth);
    return attacks.injected();
  }

  private static List<InjectedAttack> injectIntoFlows(
      Attacks attacks,
      FlowSensor flows,
      Fleet fleet,
      Map<Fleet.Host, Map<String, ProgramActor>> actors) {
    Fleet.Host shop = fleet.hosts(Role.LINUX_SERVER).get(1);
    Fleet.Host updates = fleet.hosts(Role.UPDATE_SERVER).get(0);
    attacks.relayedTraffic(actors.get(shop).get(Programs.SHOP), shop, flows);
    attacks.tunnel(actors.get(updates).get(Programs.NETSVCS), updates);
    return attacks.injected();
  }

  /** The attacks among the events, in order of their start. */
  public List<InjectedAttack> attacks() {
    return attacks;
  }

  @Override
  public boolean hasNext() {
    return upcoming != null;
  }

  @Override
  public SimulatedEvent next() {
    if (upcoming == null) {
      throw new NoSuchElementException("the simulated time is over");
    }
    SimulatedEvent event = upcoming;
    upcoming = agenda.next();
    return event;
  }
}
