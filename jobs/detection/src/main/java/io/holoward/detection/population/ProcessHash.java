package io.holoward.detection.population;

import io.holoward.detection.identity.NameHash;
import io.holoward.detection.identity.ProcessIdentity;

/**
 * The number that stands for a process among those of its organisation. By chance, two of 65,536
 * have the same in one of nine billion organisations.
 */
public final class ProcessHash {

  /** Stands for what cannot be told: nobody can say whether such a process was seen before. */
  public static final long NOT_TOLD = 0;

  private ProcessHash() {}

  /** The number of a process; {@link #NOT_TOLD} where telemetry does not tell its program. */
  public static long of(String processId) {
    return ProcessIdentity.parse(processId).isUnknown() ? NOT_TOLD : NameHash.of(processId);
  }
}
