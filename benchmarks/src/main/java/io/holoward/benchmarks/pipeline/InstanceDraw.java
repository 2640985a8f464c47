package io.holoward.benchmarks.pipeline;

import java.util.Random;

/** Draws the instances that make connections, as a plan has them. */
final class InstanceDraw {

  private final TrafficPlan plan;
  private final Random random;

  /** Both null where all instances are alike. */
  private final Zipf ranks;

  private final int[] byRank;

  InstanceDraw(TrafficPlan plan, Random random) {
    this.plan = plan;
    this.random = random;
    this.ranks = plan.exponent() == 0 ? null : new Zipf(plan.instances(), plan.exponent());
    this.byRank = ranks == null ? null : shuffled(plan.instances(), random);
  }

  /**
   * The instance that makes an event.
   *
   * @param event its number
   */
  int draw(long event) {
    if (plan.active() > 0) {
      long window = event * plan.windows() / plan.events();
      return (int) ((window * plan.active() + event % plan.active()) % plan.instances());
    }
    return ranks == null ? random.nextInt(plan.instances()) : byRank[ranks.draw(random)];
  }

  private static int[] shuffled(int number, Random random) {
    int[] order = new int[number];
    for (int i = 0; i < number; i++) {
      int other = random.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    return order;
  }
}
