package io.holoward.telemetry.simulator;

/**
 * On which hosts a scenario takes place.
 *
 * @param count how many hosts of the role; 0 where the share counts
 * @param share of those that it could take place on, 0 to 1; at least one host
 */
record Placement(Role role, int count, double share) {

  /** How many of so many hosts. */
  int of(int hosts) {
    int wanted = count > 0 ? count : (int) Math.ceil(hosts * share);
    return Math.min(hosts, Math.max(1, wanted));
  }
}
