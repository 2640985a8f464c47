package io.holoward.detection.lifecycle;

/**
 * In how many windows instances of a process connected to something outside their host, and in how
 * many of these to a new service.
 */
record NoveltyTally(long windows, long newWindows) {

  static final NoveltyTally NONE = new NoveltyTally(0, 0);

  /** With one more window of an instance. */
  NoveltyTally and(boolean isNew) {
    return new NoveltyTally(windows + 1, newWindows + (isNew ? 1 : 0));
  }

  /** The share of the windows with a new service, 0–1; null before the first. */
  Double share() {
    return windows == 0 ? null : (double) newWindows / windows;
  }
}
