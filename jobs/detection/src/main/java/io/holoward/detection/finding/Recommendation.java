package io.holoward.detection.finding;

/**
 * What to do about a finding.
 *
 * @param text one sentence for the person who has to do it
 */
public record Recommendation(Action action, String text) {

  /** The kinds of step a person can take. */
  public enum Action {
    /** Look at the host and the process. */
    INVESTIGATE,
    /** Confirm that it is meant, and let the process learn it. */
    ALLOW_LIST,
    /** Let the process be observed longer before judging it. */
    COLLECT,
    /** Refuse such connections in future. */
    BLOCK
  }

  /** What a finding of this verdict calls for. */
  static Recommendation of(Verdict verdict, boolean blocked) {
    return switch (verdict) {
      case ABNORMAL -> investigate(blocked);
      case NORMAL ->
          new Recommendation(
              Action.ALLOW_LIST,
              "No action is needed; if it is meant and comes again, let the process relearn.");
      case UNMODELLED ->
          new Recommendation(
              Action.COLLECT,
              "Check that this process belongs on the host, and let it be observed until it has an"
                  + " intended state.");
    };
  }

  private static Recommendation investigate(boolean blocked) {
    return new Recommendation(
        Action.INVESTIGATE,
        blocked
            ? "Find out what made the process try this, although the host's firewall refused it."
            : "Find out what made the process do this: its parent, its loaded modules, the user, and"
                + " whether other hosts reached the same service.");
  }
}
