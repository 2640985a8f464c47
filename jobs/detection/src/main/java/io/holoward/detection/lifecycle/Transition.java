package io.holoward.detection.lifecycle;

/**
 * What a tick or a command did to a process.
 *
 * @param time the tick it happened at, milliseconds since the epoch
 * @param modelVersion version of the sealed model afterwards; 0 when there is none
 * @param reason why, or why not, as the rest of a sentence for a person; empty for {@link
 *     Kind#NONE}
 */
public record Transition(Kind kind, long time, int modelVersion, String reason) {

  /** The kinds of change. */
  public enum Kind {
    /** Nothing changed. */
    NONE,
    /** What was learned was sealed: the process is protected from now on. */
    SEALED,
    /** The process is frozen. */
    LOCKED,
    /** The freeze ended. */
    UNLOCKED,
    /** The process is discovered from nothing. */
    RELEARNING,
    /** A command asked for what the process's phase does not allow; nothing changed. */
    REFUSED
  }
}
