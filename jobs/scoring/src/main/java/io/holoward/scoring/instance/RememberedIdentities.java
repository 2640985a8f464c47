package io.holoward.scoring.instance;

import io.holoward.detection.identity.ProcessIdentification;
import io.holoward.detection.identity.ProcessIdentity;
import io.holoward.detection.observation.ProcessReference;

/**
 * Remembers the last results of {@link ProcessIdentification}: the instances of a fleet share few
 * descriptions. Direct-mapped, so bounded and without bookkeeping, and a collision only costs
 * another computation, whoever has chosen the command lines.
 */
public final class RememberedIdentities {

  private static final int SLOTS = 1 << 12;

  private final Description[] descriptions = new Description[SLOTS];
  private final ProcessIdentity[] identities = new ProcessIdentity[SLOTS];

  /** What an identity is made of. */
  private record Description(
      String organisation, String image, String user, String commandLine, String container) {}

  /** The identity of an instance of which this much is known; never null. */
  public ProcessIdentity identify(String organisation, ProcessReference process) {
    Description description =
        new Description(
            organisation,
            process.image(),
            process.user(),
            process.commandLine(),
            process.container());
    int hash = description.hashCode();
    int slot = (hash ^ hash >>> 16) & (SLOTS - 1);
    if (!description.equals(descriptions[slot])) {
      identities[slot] = ProcessIdentification.identify(organisation, process);
      descriptions[slot] = description;
    }
    return identities[slot];
  }
}
