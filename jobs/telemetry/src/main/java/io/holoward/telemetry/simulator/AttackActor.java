package io.holoward.telemetry.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Carries out an attack on one host. */
final class AttackActor {

  /** Between the connections of one occurrence. */
  private static final long PAUSE_MILLIS = 300;

  private final AttackScenario attack;
  private final Fleet.Host host;
  private final World world;
  private final Sensors sensors;
  private final SplittableRandom random;
  private final Timing.Window window;
  private final Program program;
  private final Supplier<RunningProcess> process;

  AttackActor(
      AttackScenario attack,
      Fleet.Host host,
      World world,
      Timing.Window window,
      Sensors sensors,
      SplittableRandom random) {
    this.attack = attack;
    this.host = host;
    this.world = world;
    this.window = window;
    this.sensors = sensors;
    this.random = random;
    if (attack.brought() == null) {
      RoleProfile profile = world.processes().profile(host.role());
      int slot = profile.slot(attack.program());
      program = profile.programs().get(slot).of(host.user());
      process = () -> world.processes().running(host, slot);
    } else {
      program = attack.brought().of(host.user());
      RunningProcess started = RunningProcess.of(host, program, random.nextLong());
      process = () -> started;
    }
  }

  /** Enters its beginning into the agenda. */
  InjectedAttack begin() {
    if (attack.brought() != null) {
      world
          .agenda()
          .enter(window.start(), time -> sensors.started(process.get(), time, attack.name()));
    }
    attack.steps().forEach(this::begin);
    return new InjectedAttack(
        attack.name(),
        host.name(),
        program.image(),
        Instant.ofEpochMilli(window.start()),
        Instant.ofEpochMilli(window.end()),
        attack.description());
  }

  private void begin(AttackStep step) {
    Timing.Window ofStep = Timing.after(window, step.after());
    List<String> peers = peers(step);
    switch (step.action()) {
      case RELAY -> relay(step, peers, ofStep);
      case ACCEPT -> {
        for (int port : step.ports()) {
          world.agenda().enter(ofStep.start(), time -> listen(step, port, time));
        }
        enterNext(step, peers, ofStep, 0, ofStep.start());
      }
      case CONNECT -> enterNext(step, peers, ofStep, 0, ofStep.start());
    }
  }

  /** The addresses the step has to do with: as many different ones as a few draws give. */
  private List<String> peers(AttackStep step) {
    if (step.peer().address() != null) {
      return List.of(step.peer().address());
    }
    List<String> peers = new ArrayList<>();
    for (int draw = 0; draw < 4 * step.peers() && peers.size() < step.peers(); draw++) {
      String peer = world.fleet().address(step.peer().role(), host, program, random);
      if (peer != null && !peers.contains(peer)) {
        peers.add(peer);
      }
    }
    return peers;
  }

  private void relay(AttackStep step, List<String> peers, Timing.Window ofStep) {
    for (String peer : peers) {
      for (int port : step.ports()) {
        world
            .flows()
            .relay(
                new FlowSensor.Relay(
                    host, peer, port, ofStep.start(), ofStep.end(), step.factor(), attack.name()));
      }
    }
  }

  private void listen(AttackStep step, int port, long time) {
    RunningProcess running = process.get();
    if (running != null) {
      sensors.bound(running, time, step.protocol(), port, attack.name());
    }
  }

  private void enterNext(
      AttackStep step, List<String> peers, Timing.Window ofStep, int done, long last) {
    long next = step.cadence().next(ofStep, done, last, random);
    if (next != Cadence.NEVER && !peers.isEmpty()) {
      world
          .agenda()
          .enter(
              next,
              time -> {
                occur(step, peers.get(done % peers.size()), time);
                enterNext(step, peers, ofStep, done + 1, time);
              });
    }
  }

  private void occur(AttackStep step, String peer, long begin) {
    long time = begin;
    for (int port : step.ports()) {
      world.agenda().enter(time, at -> connect(step.with(peer, port), at));
      time += PAUSE_MILLIS;
    }
  }

  /** What has not booted yet does nothing. */
  private void connect(Contact contact, long time) {
    RunningProcess running = process.get();
    if (running != null) {
      sensors.connected(running, time, contact, attack.name());
    }
  }
}
