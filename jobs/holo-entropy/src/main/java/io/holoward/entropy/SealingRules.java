package io.holoward.entropy;

import java.util.Objects;

/**
 * How learned records become intended states.
 *
 * @param removal how outliers leave each state
 * @param maxRemovedShare largest share of a state's records that may leave, 0 to 1
 * @param maxStates largest number of intended states, at least 1; the data may support fewer.
 *     Records are grouped by their features, never by pairs
 */
public record SealingRules(OutlierRemoval removal, double maxRemovedShare, int maxStates) {

  /** One state, nothing removed. */
  public static final SealingRules DEFAULT = new SealingRules(OutlierRemoval.NONE, 0.5, 1);

  public SealingRules {
    Objects.requireNonNull(removal, "removal");
    if (!(maxRemovedShare >= 0 && maxRemovedShare <= 1)) {
      throw new IllegalArgumentException(
          "maxRemovedShare must be within 0..1, not " + maxRemovedShare);
    }
    if (maxStates < 1) {
      throw new IllegalArgumentException("maxStates must be at least 1, not " + maxStates);
    }
  }
}
