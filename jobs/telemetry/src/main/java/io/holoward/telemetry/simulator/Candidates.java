package io.holoward.telemetry.simulator;

import io.holoward.detection.configuration.ConfigurationException;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Chooses the hosts of scenarios; attacks take hosts of their own as long as there are any. */
final class Candidates {

  private final Fleet fleet;
  private final BitSet attacked = new BitSet();

  Candidates(Fleet fleet) {
    this.fleet = fleet;
  }

  /** The hosts of an attack. */
  List<Fleet.Host> of(AttackScenario attack, SplittableRandom random) {
    int[] fit =
        fit(
            attack.name(),
            attack.hosts().role(),
            attack.brought() == null ? attack.program() : null,
            attack.needsFlows());
    int wanted = attack.hosts().of(fit.length);
    int[] free = IntStream.of(fit).filter(index -> !attacked.get(index)).toArray();
    int[] chosen = shuffled(free.length < wanted ? fit : free, random);
    List<Fleet.Host> hosts =
        IntStream.of(chosen).limit(wanted).mapToObj(fleet.hosts()::get).toList();
    hosts.forEach(host -> attacked.set(host.index()));
    return hosts;
  }

  /** The numbers of the hosts of an update, in the order in which they get it. */
  int[] of(UpdateScenario update, SplittableRandom random) {
    String program = update.brought() == null ? update.program() : null;
    int[] fit = fit(update.name(), update.hosts().role(), program, false);
    return IntStream.of(shuffled(fit, random)).limit(update.hosts().of(fit.length)).toArray();
  }

  /**
   * The numbers of the hosts a scenario may take place on.
   *
   * @param program that they have to run; null for any
   * @param withFlows true when they have to report flows
   */
  private int[] fit(String scenario, Role role, String program, boolean withFlows) {
    List<Program> running =
        Programs.of(role).stream().filter(each -> each.name().equals(program)).toList();
    int[] fit =
        fleet.hosts(role).stream()
            .filter(host -> host.flows() || !withFlows)
            .filter(host -> program == null || running.stream().anyMatch(each -> each.isOn(host)))
            .mapToInt(Fleet.Host::index)
            .toArray();
    if (fit.length == 0) {
      throw new ConfigurationException(
          "%s: no %s of this fleet runs %s%s; simulate more hosts, or leave the scenario out"
              .formatted(
                  scenario,
                  role.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                  program == null ? "anything" : program,
                  withFlows ? " and reports flows" : ""));
    }
    return fit;
  }

  private static int[] shuffled(int[] indexes, SplittableRandom random) {
    int[] order = indexes.clone();
    for (int i = order.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int index = order[i];
      order[i] = order[other];
      order[other] = index;
    }
    return order;
  }
}
