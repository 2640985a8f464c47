package io.holoward.detection.front;

import io.holoward.detection.features.FeatureExtractor;
import java.io.Serializable;
import java.util.List;

/**
 * What the front may be told, and its bounds.
 *
 * @param domains DNS domains that are left out of host names
 * @param ephemeralLow the first ephemeral port of Table 2
 * @param twinMaxGapMillis how far apart the event times of twins may be
 * @param maxTwins how many connections without a twin are remembered
 * @param holdMillis how long a filtering event waits for its Sysmon twin, in event time
 * @param maxHeld how many filtering events wait at most
 * @param maxInstances how many names of process instances are remembered
 * @param maxHosts how many hosts' addresses are remembered
 */
public record FrontSettings(
    List<String> domains,
    int ephemeralLow,
    long twinMaxGapMillis,
    int maxTwins,
    long holdMillis,
    int maxHeld,
    int maxInstances,
    int maxHosts)
    implements Serializable {

  private static final int ENTRIES = 262_144;

  public FrontSettings {
    domains = List.copyOf(domains);
  }

  /** The settings of a job that configures nothing. */
  public static FrontSettings defaults() {
    return new FrontSettings(
        List.of(),
        FeatureExtractor.DEFAULT_EPHEMERAL_LOW,
        18 * 3_600_000L,
        ENTRIES,
        2_000,
        ENTRIES,
        ENTRIES,
        65_536);
  }
}
