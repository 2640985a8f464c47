package io.holoward.detection.lifecycle;

import io.holoward.detection.catalogue.Catalogue;
import java.io.Serializable;
import java.util.List;

/**
 * What an operator wants done with processes, from an event time on.
 *
 * @param id the command's own id
 * @param organisation the tenant whose processes are meant; no other's are touched
 * @param processPattern which processes are meant, a pattern as in {@link Catalogue}
 * @param effectiveTime event time from which it holds, milliseconds since the epoch; processes that
 *     are first seen later are not touched
 * @param issuedBy who issued it
 */
public record ControlCommand(
    String id,
    String organisation,
    Action action,
    String processPattern,
    long effectiveTime,
    String issuedBy)
    implements Comparable<ControlCommand>, Serializable {

  /** What can be asked for. */
  public enum Action {
    /** Freeze the process as it is: nothing is learned, sealed or forgotten. */
    LOCK,
    /** End the freeze. */
    UNLOCK,
    /** Drop what was learned and the sealed model, and discover the process from nothing. */
    RELEARN,
    /** Seal what was learned now, without waiting for readiness. */
    PROMOTE
  }

  /**
   * @throws IllegalArgumentException if the pattern is malformed
   */
  public ControlCommand {
    new Catalogue(List.of(processPattern));
  }

  /** The order in which commands are applied: by effective time, then by id. */
  @Override
  public int compareTo(ControlCommand other) {
    int byTime = Long.compare(effectiveTime, other.effectiveTime);
    return byTime != 0 ? byTime : id.compareTo(other.id);
  }
}
