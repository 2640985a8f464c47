package io.holoward.telemetry.simulator;

import java.time.Instant;

/**
 * A harmless change of a program that a simulation holds: what a detector should not take for an
 * attack.
 *
 * @param name the label of its events, which begins with {@code update:}
 * @param process the image of the program
 * @param hosts on how many hosts
 * @param start when the first of them gets it
 * @param end when the last of them has it
 * @param description a sentence for a person
 */
public record InjectedUpdate(
    String name, String process, int hosts, Instant start, Instant end, String description) {}
