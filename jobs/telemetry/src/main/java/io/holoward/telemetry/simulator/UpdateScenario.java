package io.holoward.telemetry.simulator;

import java.util.List;

/**
 * A harmless change of what a program does, as it is told in a scenario file.
 *
 * @param name after {@link #LABEL} the label of its events
 * @param description a sentence for a person
 * @param program the name of the program that is updated
 * @param brought that program where the update installs it; null for one that the hosts run anyway
 * @param timing when it begins, and how long it takes to reach all of its hosts
 * @param behaviours what the program does from then on, besides what it did
 */
record UpdateScenario(
    String name,
    String description,
    String program,
    Program brought,
    Placement hosts,
    Timing timing,
    List<Behaviour> behaviours) {

  /** What the labels of updates begin with, those of attacks never. */
  static final String LABEL = "update:";

  String label() {
    return LABEL + name;
  }
}
