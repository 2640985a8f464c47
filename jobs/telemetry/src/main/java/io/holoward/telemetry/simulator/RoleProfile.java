package io.holoward.telemetry.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What hosts of one role do. The behaviours of all their programs together are one sequence of
 * chances: when the next one comes depends on nothing that a host would have to remember.
 */
final class RoleProfile {

  private final List<Program> programs;
  private final List<Behaviour> behaviours = new ArrayList<>();
  private final List<Integer> slots = new ArrayList<>();

  /** Of each behaviour, how many chances a millisecond it and those before it have. */
  private final double[] cumulativeRates;

  /**
   * @param programs of the role, each of which has its place as its slot
   * @param background how many of them, the first ones, act by themselves
   */
  RoleProfile(List<Program> programs, int background) {
    this.programs = List.copyOf(programs);
    List<Double> rates = new ArrayList<>();
    double sum = 0;
    for (int slot = 0; slot < background; slot++) {
      for (Behaviour behaviour : programs.get(slot).behaviours()) {
        behaviours.add(behaviour);
        slots.add(slot);
        sum += 1 / behaviour.rhythm().peakInterval(behaviour.perDay());
        rates.add(sum);
      }
    }
    cumulativeRates = rates.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** A behaviour of the program in a slot. */
  record Choice(int slot, Behaviour behaviour) {}

  List<Program> programs() {
    return programs;
  }

  /** The slot of a program; -1 where hosts of the role do not run it. */
  int slot(String program) {
    return IntStream.range(0, programs.size())
        .filter(slot -> programs.get(slot).name().equals(program))
        .findFirst()
        .orElse(-1);
  }

  /** How many milliseconds pass until the next chance of any behaviour. */
  long pause(SplittableRandom random) {
    double rate = cumulativeRates[cumulativeRates.length - 1];
    return 1 + (long) (-Math.log(1 - random.nextDouble()) / rate);
  }

  /** The behaviour that has the chance; frequent ones more often. */
  Choice choose(SplittableRandom random) {
    double target = random.nextDouble() * cumulativeRates[cumulativeRates.length - 1];
    int low = 0;
    int high = cumulativeRates.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (cumulativeRates[middle] <= target) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return new Choice(slots.get(low), behaviours.get(low));
  }
}
