package io.holoward.telemetry.simulator;

import io.holoward.detection.observation.Direction;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * Brings an update to its hosts, one after the other, and does what is new on those that have it.
 */
final class UpdateActor {

  private final UpdateScenario update;
  private final World world;
  private final Sensors sensors;
  private final SplittableRandom random;
  private final Timing.Window window;
  private final int slot;

  /** The numbers of the hosts in the order in which they get it. */
  private final int[] order;

  private int updated;

  UpdateActor(
      UpdateScenario update,
      int[] order,
      World world,
      Timing.Window window,
      Sensors sensors,
      SplittableRandom random) {
    this.update = update;
    this.order = order;
    this.world = world;
    this.window = window;
    this.sensors = sensors;
    this.random = random;
    this.slot = world.processes().profile(update.hosts().role()).slot(update.program());
  }

  /** Enters its beginning into the agenda. */
  InjectedUpdate begin() {
    world.agenda().enter(window.start(), this::rollOut);
    update.behaviours().forEach(behaviour -> enterNext(behaviour, window.start()));
    return new InjectedUpdate(
        update.label(),
        world.processes().profile(update.hosts().role()).programs().get(slot).image(),
        order.length,
        Instant.ofEpochMilli(window.start()),
        Instant.ofEpochMilli(window.end()),
        update.description());
  }

  private void rollOut(long time) {
    RunningProcess process = world.processes().start(host(updated), slot);
    sensors.started(process, time, update.label());
    for (Behaviour behaviour : update.behaviours()) {
      if (behaviour.direction() == Direction.IN && update.brought() == null) {
        sensors.bound(process, time, behaviour.protocol(), behaviour.port(), update.label());
      }
    }
    updated++;
    if (updated < order.length) {
      world.agenda().enter(window.at(updated, order.length), this::rollOut);
    }
  }

  private Fleet.Host host(int number) {
    return world.fleet().hosts().get(order[number]);
  }

  /** One sequence of chances for all hosts: those that do not have it yet let theirs pass. */
  private void enterNext(Behaviour behaviour, long last) {
    double peak = behaviour.rhythm().peakInterval(behaviour.perDay()) / order.length;
    long pause = (long) (-Math.log(1 - random.nextDouble()) * peak);
    world.agenda().enter(last + pause, time -> act(behaviour, time));
  }

  private void act(Behaviour behaviour, long time) {
    int chosen = random.nextInt(order.length);
    if (chosen < updated && random.nextDouble() < behaviour.rhythm().weightAt(time)) {
      RunningProcess process = world.processes().running(host(chosen), slot);
      String peer =
          world.fleet().address(behaviour.peer(), host(chosen), process.program(), random);
      if (peer != null) {
        sensors.connected(process, time, behaviour.with(peer), update.label());
      }
    }
    enterNext(behaviour, time);
  }
}
