package io.holoward.cli.demo;

import io.holoward.detection.observation.TelemetryEvent;
import java.util.Iterator;
import java.util.List;

/**
 * A fleet that sends telemetry, and what is wrong in it.
 *
 * @param description what it is, the beginning of a sentence
 * @param events in the order of their event times
 * @param attacks what was put in
 * @param pace how its time passes
 */
public record Fleet(
    String description,
    Iterator<? extends TelemetryEvent> events,
    List<StagedAttack> attacks,
    Pace pace) {}
