package io.holoward.telemetry.simulator;

import java.time.Instant;

/**
 * An attack that a simulation holds: what a detector should find.
 *
 * @param name the label of its events
 * @param host the host it comes from
 * @param process the image of the process that carries it
 * @param start no event of it is earlier
 * @param end no event of it is later
 * @param description a sentence for a person
 */
public record InjectedAttack(
    String name, String host, String process, Instant start, Instant end, String description) {}
