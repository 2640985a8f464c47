package io.holoward.telemetry.simulator;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Which process each program of each host runs as. Two bytes are kept of each: a process follows
 * from its host, its program and how often that was started.
 */
final class Processes {

  private static final int SLOTS = 32;

  private final long seed;
  private final Map<Role, RoleProfile> profiles = new EnumMap<>(Role.class);
  private final short[] starts;

  /**
   * @param rolledOut programs that come to hosts of a role later
   * @throws IllegalArgumentException for more programs than a host has room for
   */
  Processes(long seed, Fleet fleet, Map<Role, List<Program>> rolledOut) {
    this.seed = seed;
    for (Role role : Role.values()) {
      List<Program> background = Programs.of(role);
      List<Program> later = rolledOut.getOrDefault(role, List.of());
      List<Program> all = Programs.join(background, later);
      if (all.size() > SLOTS) {
        throw new IllegalArgumentException(
            "expected at most %d programs a host, found %d".formatted(SLOTS, all.size()));
      }
      profiles.put(role, new RoleProfile(all, background.size()));
    }
    starts = new short[fleet.hosts().size() * SLOTS];
  }

  RoleProfile profile(Role role) {
    return profiles.get(role);
  }

  /** Whether a booting host starts the program of this slot: one it has always had, or has got. */
  boolean isInstalled(Fleet.Host host, int slot) {
    return starts[index(host, slot)] > 0 || profile(host.role()).programs().get(slot).isOn(host);
  }

  /** Starts the program of a slot anew. */
  RunningProcess start(Fleet.Host host, int slot) {
    starts[index(host, slot)]++;
    return running(host, slot);
  }

  /** The process of a slot that runs now; null before its first start. */
  RunningProcess running(Fleet.Host host, int slot) {
    int index = index(host, slot);
    if (starts[index] == 0) {
      return null;
    }
    Program program = profile(host.role()).programs().get(slot).of(host.user());
    return RunningProcess.of(host, program, seed ^ ((long) index << Short.SIZE | starts[index]));
  }

  private static int index(Fleet.Host host, int slot) {
    return host.index() * SLOTS + slot;
  }
}
