package io.holoward.telemetry.simulator;

import java.util.EnumMap;
import java.util.Map;

/**
 * How many hosts of each role a fleet has, at how many sites, and which addresses they have: a site
 * is a network {@code 10.x.0.0/16}, in which every role has blocks of 200 addresses of its own.
 */
final class FleetSizes {

  private static final int HOSTS_OF_SITE = 4_000;
  private static final int FIRST_SITE = 20;
  private static final int BLOCK = 200;
  private static final int FIRST_OF_BLOCK = 10;

  /** A workstation alone would have nobody of its kind to talk to. */
  private static final int FEWEST_WORKSTATIONS = 2;

  private final Map<Role, Integer> counts = new EnumMap<>(Role.class);
  private final int sites;

  /**
   * @param hosts at least {@link SimulationPlan#MIN_HOSTS}
   * @param linuxShare of the hosts that are Linux servers; there are two at least
   */
  FleetSizes(int hosts, double linuxShare) {
    sites = 1 + (hosts - 1) / HOSTS_OF_SITE;
    counts.put(Role.DOMAIN_CONTROLLER, 2 + hosts / 2_000);
    counts.put(Role.FILE_SERVER, 1 + hosts / 400);
    counts.put(Role.UPDATE_SERVER, 1 + hosts / 4_000);
    counts.put(Role.APPLICATION_SERVER, hosts / 50);
    int rest = hosts - counts.values().stream().mapToInt(Integer::intValue).sum();
    int linux = Math.min((int) (hosts * linuxShare), rest - FEWEST_WORKSTATIONS);
    counts.put(Role.LINUX_SERVER, Math.max(2, linux));
    counts.put(Role.WORKSTATION, rest - counts.get(Role.LINUX_SERVER));
  }

  int of(Role role) {
    return counts.get(role);
  }

  /** Over how many sites the hosts of a role are spread; the second controller is always away. */
  int sites(Role role) {
    return role == Role.DOMAIN_CONTROLLER ? Math.max(2, sites) : sites;
  }

  /** The address of the host of this number among those of a role at a site. */
  static String address(Role role, int site, int number) {
    int block =
        switch (role) {
          case DOMAIN_CONTROLLER -> 1;
          case FILE_SERVER -> 2;
          case UPDATE_SERVER -> 3;
          case APPLICATION_SERVER -> 4;
          case LINUX_SERVER -> 8;
          case WORKSTATION -> 72;
        };
    return address(site, block + number / BLOCK, FIRST_OF_BLOCK + number % BLOCK);
  }

  /** The address of a machine of a site that is no host of the fleet. */
  static String infrastructure(int site, int number) {
    return address(site, 0, number);
  }

  static String broadcast(int site) {
    return address(site, 255, 255);
  }

  private static String address(int site, int block, int number) {
    return "10." + (FIRST_SITE + site) + '.' + block + '.' + number;
  }
}
