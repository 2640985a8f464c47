package io.holoward.scoring.instance;

import io.holoward.detection.identity.ProcessIdentification;
import io.holoward.detection.identity.ProcessIdentity;
import io.holoward.detection.memory.Remembered;
import io.holoward.detection.observation.ProcessReference;

/**
 * Remembers the last results of {@link ProcessIdentification}: the instances of a fleet share few
 * descriptions.
 */
public final class RememberedIdentities {

  private static final int SLOTS = 1 << 12;

  private final Remembered<Description, ProcessIdentity> identities =
      new Remembered<>(SLOTS, Description::identity);

  /** What an identity is made of. */
  private record Description(
      String organisation, String image, String user, String commandLine, String container) {

    ProcessIdentity identity() {
      ProcessReference process =
          new ProcessReference(
              null, ProcessReference.UNKNOWN_PID, image, user, commandLine, container);
      return ProcessIdentification.identify(organisation, process);
    }
  }

  /** The identity of an instance of which this much is known; never null. */
  public ProcessIdentity identify(String organisation, ProcessReference process) {
    return identities.of(
        new Description(
            organisation,
            process.image(),
            process.user(),
            process.commandLine(),
            process.container()));
  }
}
