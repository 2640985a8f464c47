package io.holoward.telemetry.simulator;

import java.util.List;

/**
 * An attack as it is told in a scenario file.
 *
 * @param name the label of its events
 * @param description a sentence for a person
 * @param program the name of the program that carries it
 * @param brought that program where the attack brings it; null for one that the hosts run anyway
 * @param needsFlows true when nothing but flows shows it: it takes place on hosts that report them,
 *     and not at all without flows
 */
record AttackScenario(
    String name,
    String description,
    String program,
    Program brought,
    Placement hosts,
    boolean needsFlows,
    Timing timing,
    List<AttackStep> steps) {}
