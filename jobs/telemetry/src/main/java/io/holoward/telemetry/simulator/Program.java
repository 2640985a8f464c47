package io.holoward.telemetry.simulator;

import java.util.List;

/**
 * A program that hosts run.
 *
 * @param name a short name, unique among the programs of a host
 * @param image path of its executable; {@code %USER%} stands for the host's user
 * @param user the account it runs as, likewise
 * @param commandLine how it is started, likewise; null for one whose start no sensor sees
 * @param parentImage what starts it
 * @param behaviours what it does on the network
 * @param share of the hosts of a role that run it, 0 to 1
 */
record Program(
    String name,
    String image,
    String user,
    String commandLine,
    String parentImage,
    List<Behaviour> behaviours,
    double share) {

  private static final String PLACEHOLDER = "%USER%";
  private static final double GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;

  /** The same on a share of the hosts only. */
  Program onShare(double hosts) {
    return new Program(name, image, user, commandLine, parentImage, behaviours, hosts);
  }

  /** The program as it is on the host of this user. */
  Program of(String hostUser) {
    return isOfUser()
        ? new Program(
            name,
            image.replace(PLACEHOLDER, hostUser),
            user.replace(PLACEHOLDER, hostUser),
            commandLine == null ? null : commandLine.replace(PLACEHOLDER, hostUser),
            parentImage,
            behaviours,
            share)
        : this;
  }

  private boolean isOfUser() {
    return image.contains(PLACEHOLDER)
        || user.contains(PLACEHOLDER)
        || (commandLine != null && commandLine.contains(PLACEHOLDER));
  }

  /**
   * Whether this host runs it. Multiples of the golden ratio lie so evenly that even of few hosts
   * about the share does.
   */
  boolean isOn(Fleet.Host host) {
    double offset = Math.floorMod(name.hashCode(), 1_000) / 1_000.0;
    double place = host.index() * GOLDEN_RATIO + offset;
    return place - Math.floor(place) < share;
  }
}
