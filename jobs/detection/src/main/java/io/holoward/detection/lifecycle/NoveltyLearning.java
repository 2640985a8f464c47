package io.holoward.detection.lifecycle;

/**
 * How long it was observed what is new to a process, and what its model speaks of after that.
 *
 * @param readyAt event time from which the history of the organisation tells what is new,
 *     milliseconds since the epoch; {@code Long.MIN_VALUE} for from the beginning
 */
public record NoveltyLearning(NoveltyRules rules, long readyAt) {

  /**
   * Milliseconds of event time for which the process was seen while it was told what is new; 0
   * before.
   */
  long observed(ProcessProfile profile, long tick) {
    if (profile.firstSeen == Long.MAX_VALUE) {
      return 0;
    }
    long since = Math.max(readyAt, Math.max(profile.firstSeen, profile.learningSince));
    return tick <= since ? 0 : tick - since;
  }

  /** Whether promotion waits for more to be observed. */
  boolean isAwaited(ProcessProfile profile, long tick) {
    return rules.awaited() && profile.speaksOfNovelty() && !isObserved(profile, tick);
  }

  private boolean isObserved(ProcessProfile profile, long tick) {
    return rules.leaveOneOut() || observed(profile, tick) >= rules.horizon().toMillis();
  }

  /** Whether it is told by an event time what is new. */
  boolean isTold(long eventTime) {
    return rules.leaveOneOut() || eventTime >= readyAt;
  }

  /** Whether a process with so many records is known well enough for a service to be new to it. */
  boolean isWarm(long records) {
    return rules.leaveOneOut() || records >= rules.minRecords();
  }

  /** What a model of the records learned so far would speak of. */
  SpokenFeatures features(ProcessProfile profile, long tick) {
    NoveltyTally tally = profile.tally;
    if (!isObserved(profile, tick)) {
      return SpokenFeatures.withoutNovelty(profile.features, null, false);
    }
    if (tally.windows() >= Math.max(1, rules.minRecords()) && tally.share() > rules.roaming()) {
      return SpokenFeatures.withoutNovelty(profile.features, tally.share(), true);
    }
    boolean couldBeLearned = isWarm(profile.records() - rules.minRecords());
    return couldBeLearned
        ? new SpokenFeatures(profile.features, tally.share(), false)
        : SpokenFeatures.withoutNewToProcess(profile.features, tally.share());
  }
}
