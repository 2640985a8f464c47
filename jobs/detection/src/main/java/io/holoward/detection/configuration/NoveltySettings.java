package io.holoward.detection.configuration;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * What counts as new.
 *
 * @param readyAt null when {@code warmUp} decides
 * @param seed file of address histories learned elsewhere; null for none
 */
public record NoveltySettings(
    Duration warmUp,
    Instant readyAt,
    Duration horizon,
    Duration expiry,
    int maxServices,
    int maxProcesses,
    int minRecords,
    double roaming,
    int burst,
    boolean clients,
    boolean familiar,
    boolean leaveOneOut,
    Duration separation,
    String seed)
    implements Serializable {}
