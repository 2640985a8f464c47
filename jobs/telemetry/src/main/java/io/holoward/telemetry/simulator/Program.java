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
 */
record Program(
    String name,
    String image,
    String user,
    String commandLine,
    String parentImage,
    List<Behaviour> behaviours) {

  private static final String PLACEHOLDER = "%USER%";

  /** The program as it is on the host of this user. */
  Program of(String hostUser) {
    return new Program(
        name,
        image.replace(PLACEHOLDER, hostUser),
        user.replace(PLACEHOLDER, hostUser),
        commandLine == null ? null : commandLine.replace(PLACEHOLDER, hostUser),
        parentImage,
        behaviours);
  }
}
