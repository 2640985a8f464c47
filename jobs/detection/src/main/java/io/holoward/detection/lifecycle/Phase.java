package io.holoward.detection.lifecycle;

/** Where a process stands. */
public enum Phase {
  /** It is learned and not judged. */
  DISCOVERY,
  /** It is judged against its sealed intended states and no longer learned. */
  PROTECTED
}
