package io.holoward.scoring.process;

/**
 * What the event-time timers of a process stand for: the namespace they are registered under. All
 * of them live in one timer service, because only within one service do timers fire in the order of
 * their times when the watermark jumps. Each kind has its own offset, so that what happens at one
 * tick happens in one order.
 */
final class ProcessTimers {

  /** An observation window closes; learn it. */
  static final Long WINDOW = 0L;

  /**
   * Something about the process itself may be due: sealing at a set time, waiting alarms, expiry.
   */
  static final Long UPKEEP = 1L;

  /** A repeat slot closes; send the updates. */
  static final Long SLOT = 2L;

  /** How many kinds there are. */
  static final long KINDS = 3;

  /** The tick of upkeep that only the end of a bounded input brings. */
  static final long END = Long.MAX_VALUE - KINDS;

  private ProcessTimers() {}

  /** When a timer of a kind fires that is due at a tick. */
  static long at(long tick, Long kind) {
    return tick + kind;
  }

  /** The tick a timer was due at. */
  static long tickOf(long timestamp, Long kind) {
    return timestamp - kind;
  }
}
