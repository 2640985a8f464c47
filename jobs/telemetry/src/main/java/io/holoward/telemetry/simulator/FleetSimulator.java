package io.holoward.telemetry.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;

/**
 * A fleet of Windows and Linux hosts of an organisation {@code acme} whose programs do on the
 * network what such programs do, and the attacks and harmless updates of the plan's scenarios. In a
 * plan with flows all servers and a quarter of the workstations report flows too.
 *
 * <p>Events come in order of event time and are the same for the same plan; what hosts do by
 * themselves is the same whatever the scenarios are, but for programs that an update starts anew.
 * Memory depends on the number of hosts (a few hundred bytes each) and, with flows, on the
 * connections that are open; not on the simulated time. A host makes on the order of a thousand
 * events a day; every third Windows host reports its connections twice, by Sysmon and by the
 * filtering platform. A host with a flow sensor adds one to four thousand flows. For one thread.
 */
public final class FleetSimulator implements Iterator<SimulatedEvent> {

  private final SimulationPlan plan;
  private final World world;
  private final EverydayLife life;
  private final List<InjectedAttack> attacks;
  private final List<InjectedUpdate> updates;
  private SimulatedEvent upcoming;

  /**
   * Begins the simulation of a plan.
   *
   * @throws io.holoward.detection.configuration.ConfigurationException when the fleet has no host
   *     for a scenario
   */
  public FleetSimulator(SimulationPlan plan) {
    this.plan = plan;
    SplittableRandom random = new SplittableRandom(plan.seed());
    // Flows have a source of chance of their own, so that all else is the same without them.
    SplittableRandom chanceOfFlows = new SplittableRandom(~plan.seed());
    Fleet fleet = new Fleet(plan.hosts(), plan.linuxShare(), plan.flows());
    Agenda agenda = new Agenda(plan.end().toEpochMilli());
    RoundTripModel roundTrips = new RoundTripModel(plan.seed(), chanceOfFlows.split());
    FlowSensor flows = new FlowSensor(agenda, roundTrips, chanceOfFlows.split());
    Processes processes = new Processes(plan.seed(), fleet, rolledOut(plan.scenarios()));
    world = new World(fleet, processes, agenda, flows);
    life =
        new EverydayLife(
            plan.start().toEpochMilli(),
            fleet,
            processes,
            new Sensors(agenda, random.split(), flows),
            random.split());
    attacks = attack();
    updates = plan.scenarios().updates().stream().map(this::update).toList();
    upcoming = advance();
  }

  private static Map<Role, List<Program>> rolledOut(Scenarios scenarios) {
    Map<Role, List<Program>> programs = new EnumMap<>(Role.class);
    for (UpdateScenario update : scenarios.updates()) {
      if (update.brought() != null) {
        programs.merge(update.hosts().role(), List.of(update.brought()), Programs::join);
      }
    }
    return programs;
  }

  /** Those that need flows choose their hosts last: the others are the same without flows. */
  private List<InjectedAttack> attack() {
    Candidates candidates = new Candidates(world.fleet());
    List<InjectedAttack> injected = new ArrayList<>();
    plan.scenarios().attacks().stream()
        .filter(attack -> plan.flows() || !attack.needsFlows())
        .sorted(Comparator.comparing(AttackScenario::needsFlows))
        .forEach(attack -> injected.addAll(attack(attack, candidates)));
    injected.sort(Comparator.comparing(InjectedAttack::start));
    return List.copyOf(injected);
  }

  private List<InjectedAttack> attack(AttackScenario attack, Candidates candidates) {
    SplittableRandom random = chance(attack.name());
    Timing.Window window = attack.timing().in(plan);
    return candidates.of(attack, random).stream()
        .map(host -> new AttackActor(attack, host, world, window, sensors(random), random.split()))
        .map(AttackActor::begin)
        .toList();
  }

  private InjectedUpdate update(UpdateScenario update) {
    SplittableRandom random = chance(update.label());
    int[] order = new Candidates(world.fleet()).of(update, random);
    Timing.Window window = update.timing().in(plan);
    return new UpdateActor(update, order, world, window, sensors(random), random.split()).begin();
  }

  /** A source of chance that no other scenario changes. */
  private SplittableRandom chance(String label) {
    return new SplittableRandom(plan.seed() ^ (long) label.hashCode() << Integer.SIZE);
  }

  private Sensors sensors(SplittableRandom random) {
    return new Sensors(world.agenda(), random.split(), world.flows());
  }

  /** The attacks among the events, in order of their start. */
  public List<InjectedAttack> attacks() {
    return attacks;
  }

  /** The harmless updates among the events, in the order of the scenarios. */
  public List<InjectedUpdate> updates() {
    return updates;
  }

  /** How much is entered in the agenda: all that may grow. */
  int pending() {
    return world.agenda().size();
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
    upcoming = advance();
    return event;
  }

  /** Lets happen what is due until there is an event; null at the end. */
  private SimulatedEvent advance() {
    long end = plan.end().toEpochMilli();
    SimulatedEvent event = null;
    while (event == null && Math.min(world.agenda().time(), life.time()) < end) {
      if (world.agenda().time() <= life.time()) {
        event = world.agenda().take();
      } else {
        life.perform();
      }
    }
    return event;
  }
}
