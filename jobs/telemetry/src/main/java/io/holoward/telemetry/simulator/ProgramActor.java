package io.holoward.telemetry.simulator;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** Runs one program on one host: starts it, on workstations anew every morning, and lets it act. */
final class ProgramActor {

  private static final long DAY = TimeUnit.DAYS.toMillis(1);
  private static final long BOOT_MILLIS = TimeUnit.MINUTES.toMillis(5);
  private static final long MORNING = TimeUnit.MINUTES.toMillis(7 * 60 + 15);

  private final Agenda agenda;
  private final Sensors sensors;
  private final Fleet fleet;
  private final Fleet.Host host;
  private final Program program;
  private final SplittableRandom random;
  private RunningProcess running;

  ProgramActor(
      Agenda agenda,
      Sensors sensors,
      Fleet fleet,
      Fleet.Host host,
      Program program,
      SplittableRandom random) {
    this.agenda = agenda;
    this.sensors = sensors;
    this.fleet = fleet;
    this.host = host;
    this.program = program.of(host.user());
    this.random = random;
  }

  /** Enters the program's first start and all of its behaviours. */
  void begin(long time) {
    long booted = time + random.nextLong(BOOT_MILLIS);
    agenda.enter(booted, this::start);
    if (host.role() == Role.WORKSTATION) {
      long morning = Math.floorDiv(booted, DAY) * DAY + MORNING + random.nextLong(4 * BOOT_MILLIS);
      agenda.enter(morning > booted ? morning : morning + DAY, this::restart);
    }
    for (Behaviour behaviour : program.behaviours()) {
      enterNext(behaviour, booted);
    }
  }

  Program program() {
    return program;
  }

  /** The process that runs now; null before the first start. */
  RunningProcess running() {
    return running;
  }

  private void restart(long time) {
    start(time);
    agenda.enter(time + DAY, this::restart);
  }

  private void start(long time) {
    running = RunningProcess.start(host, program, random);
    sensors.started(running, time, null);
  }

  private void enterNext(Behaviour behaviour, long after) {
    double peak = behaviour.rhythm().peakInterval(behaviour.perDay());
    long pause = 1 + (long) (-Math.log(1 - random.nextDouble()) * peak);
    agenda.enter(after + pause, time -> act(behaviour, time));
  }

  /** Connects, or lets the chance pass that a quiet hour makes less likely. */
  private void act(Behaviour behaviour, long time) {
    String peer = fleet.address(behaviour.peer(), host, program, random);
    if (peer != null && random.nextDouble() < behaviour.rhythm().weightAt(time)) {
      sensors.connected(running, time, behaviour.with(peer), null);
    }
    enterNext(behaviour, time);
  }
}
