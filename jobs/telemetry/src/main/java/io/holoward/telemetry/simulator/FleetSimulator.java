package io.holoward.telemetry.simulator;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;

/**
 * A fleet of Windows and Linux hosts of an organisation {@code acme} whose programs do on the
 * network what such programs do, and four attacks: lateral movement out of lsass, a beacon out of a
 * service host, an unknown binary, a tunnel out of the print spooler.
 *
 * <p>Events come in order of event time and are the same for the same plan. Memory depends on the
 * number of hosts (a few kilobytes each), not on the simulated time. A host makes on the order of a
 * thousand events a day; every third Windows host reports its connections twice, by Sysmon and by
 * the filtering platform. For one thread.
 */
public final class FleetSimulator implements Iterator<SimulatedEvent> {

  private final Agenda agenda;
  private final List<InjectedAttack> attacks;
  private SimulatedEvent upcoming;

  /** Begins the simulation of a plan. */
  public FleetSimulator(SimulationPlan plan) {
    this.agenda = new Agenda(plan.end().toEpochMilli());
    SplittableRandom random = new SplittableRandom(plan.seed());
    Fleet fleet = new Fleet(plan.hosts());
    Sensors sensors = new Sensors(agenda, random.split());
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
    this.attacks = inject(new Attacks(plan, agenda, sensors, fleet, random.split()), fleet, actors);
    this.upcoming = agenda.next();
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
