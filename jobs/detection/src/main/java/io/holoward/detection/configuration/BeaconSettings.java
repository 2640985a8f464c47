package io.holoward.detection.configuration;

import java.io.Serializable;
import java.time.Duration;

/** When connections at regular intervals are a beacon. */
public record BeaconSettings(Duration horizon, int minConnections, double maxVariation)
    implements Serializable {}
