package io.holoward.detection.history;

import io.holoward.detection.features.Novelty;

/**
 * All that is known of where a connection leads to.
 *
 * @param network the history of the remote network
 * @param wide that of the wide network around it; null for a private one, around which there is
 *     only the organisation itself
 */
public record Surroundings(AddressHistory network, WideNetworkHistory wide) {

  /**
   * Notes a use that was not refused.
   *
   * @return true when that changed anything
   */
  public boolean note(Use use) {
    return network.note(use) | (wide != null && wide.note(use));
  }

  /** What is new about a use in a running job, see {@link AddressHistory#novelty}. */
  public Novelty novelty(Use use, long readyAt) {
    Novelty novelty = network.novelty(use, readyAt);
    return novelty.networkOrganisation() && wide != null && wide.isNew(use, readyAt)
        ? novelty.withWideNetwork()
        : novelty;
  }

  /** What is new about a use of a bounded input, see {@link AddressHistory#leaveOneOut}. */
  public Novelty leaveOneOut(Use use) {
    Novelty novelty = network.leaveOneOut(use);
    return novelty.networkOrganisation() && wide != null && wide.leaveOneOut(use)
        ? novelty.withWideNetwork()
        : novelty;
  }

  /**
   * The tick at which the first of what a use meets is forgotten, see {@link AddressHistory#lapse}.
   */
  public long lapse(Use use) {
    return Math.min(network.lapse(use), wide == null ? Long.MAX_VALUE : wide.lapse());
  }

  /** Forgets what was not used for {@link HistoryRules#expiry} at a tick. */
  public void expire(long tick) {
    network.expire(tick);
    if (wide != null) {
      wide.expire(tick);
    }
  }
}
