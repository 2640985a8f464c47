package io.holoward.telemetry.simulator;

import io.holoward.detection.observation.TelemetryEvent;

/**
 * One simulated event, and whether it belongs to an attack.
 *
 * @param label the name of the {@link InjectedAttack} it is part of, null for the background
 */
public record SimulatedEvent(TelemetryEvent event, String label) {}
