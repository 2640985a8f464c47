package io.holoward.telemetry.simulator;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * What hosts do all day: they boot, workstations anew every morning, start their programs one after
 * the other, and let them act.
 */
final class EverydayLife {

  private static final long DAY = TimeUnit.DAYS.toMillis(1);
  private static final long BOOT_MILLIS = TimeUnit.MINUTES.toMillis(5);
  private static final long BETWEEN_PROGRAMS = TimeUnit.SECONDS.toMillis(12);
  private static final long MORNING = TimeUnit.MINUTES.toMillis(7 * 60 + 15);
  private static final long MORNING_RANGE = TimeUnit.MINUTES.toMillis(20);

  private final Fleet fleet;
  private final Processes processes;
  private final Sensors sensors;
  private final SplittableRandom random;
  private final HostClock boots;
  private final HostClock acts;

  /** Which program each host starts next. */
  private final byte[] bootSlot;

  EverydayLife(
      long start, Fleet fleet, Processes processes, Sensors sensors, SplittableRandom random) {
    this.fleet = fleet;
    this.processes = processes;
    this.sensors = sensors;
    this.random = random;
    int hosts = fleet.hosts().size();
    boots = new HostClock(hosts, host -> start + random.nextLong(BOOT_MILLIS));
    acts = new HostClock(hosts, host -> start + pause(fleet.hosts().get(host)));
    bootSlot = new byte[hosts];
  }

  /** When something happens next. */
  long time() {
    return Math.min(boots.time(), acts.time());
  }

  /** Lets it happen. */
  void perform() {
    if (boots.time() <= acts.time()) {
      boot(fleet.hosts().get(boots.host()), boots.time());
    } else {
      act(fleet.hosts().get(acts.host()), acts.time());
    }
  }

  private void boot(Fleet.Host host, long time) {
    int slot = bootSlot[host.index()];
    if (processes.isInstalled(host, slot)) {
      sensors.started(processes.start(host, slot), time, null);
    }
    if (slot + 1 < processes.profile(host.role()).programs().size()) {
      bootSlot[host.index()]++;
      boots.postpone(time + 1 + random.nextLong(BETWEEN_PROGRAMS));
    } else {
      bootSlot[host.index()] = 0;
      boots.postpone(host.role() == Role.WORKSTATION ? nextMorning(time) : HostClock.NEVER);
    }
  }

  private long nextMorning(long time) {
    long morning = Math.floorDiv(time, DAY) * DAY + MORNING + random.nextLong(MORNING_RANGE);
    return morning > time ? morning : morning + DAY;
  }

  /** Connects, or lets the chance pass that another program or a quiet hour takes away. */
  private void act(Fleet.Host host, long time) {
    RoleProfile.Choice choice = processes.profile(host.role()).choose(random);
    Behaviour behaviour = choice.behaviour();
    if (random.nextDouble() < behaviour.rhythm().weightAt(time)) {
      RunningProcess process = processes.running(host, choice.slot());
      if (process != null) {
        String peer = fleet.address(behaviour.peer(), host, process.program(), random);
        if (peer != null) {
          sensors.connected(process, time, behaviour.with(peer), null);
        }
      }
    }
    acts.postpone(time + pause(host));
  }

  private long pause(Fleet.Host host) {
    return processes.profile(host.role()).pause(random);
  }
}
