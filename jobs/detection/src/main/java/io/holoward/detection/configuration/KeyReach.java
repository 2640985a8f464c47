package io.holoward.detection.configuration;

import io.holoward.entropy.OutlierRemoval;
import java.util.List;

/**
 * How far a change of a key reaches when the same recording is replayed again: what of the earlier
 * replay may be used once more. In ascending order: what reaches learning reaches scoring as well.
 *
 * <p>A key reaches learning unless it is listed here as one that does not: a new key that nobody
 * thought of costs time, never a wrong result.
 */
public enum KeyReach {
  /** Learned states stay as they are; only what is made of them has to be done again. */
  SCORING,
  /** What is learned may change: it has to be learned anew from the same recording. */
  LEARNING,
  /** The recording itself may change: it has to be read anew. */
  READING;

  private static final List<String> READING_KEYS = List.of("organisation", "time.max-ahead");

  /** Sections that speak of sealed models and of findings alone. */
  private static final List<String> SCORING_SECTIONS =
      List.of(
          "score.", "alarm.", "severity.", "responses.", "population.", "pending.", "evaluation.");

  /** What decides which records leave a model when it is sealed with outliers taken out. */
  private static final List<String> REMOVAL_KEYS = List.of("score.columns", "score.threshold.");

  /**
   * The reach of a key.
   *
   * @param path the full path of the key
   * @param base the configuration in which it is changed: with {@code states.removal} the threshold
   *     also decides what is learned
   */
  public static KeyReach of(String path, Configuration base) {
    if (READING_KEYS.contains(path)) {
      return READING;
    }
    if (path.equals("population.min-records")) {
      return LEARNING;
    }
    boolean removes = base.states().removal() != OutlierRemoval.NONE;
    if (removes && REMOVAL_KEYS.stream().anyMatch(path::startsWith)) {
      return LEARNING;
    }
    return SCORING_SECTIONS.stream().anyMatch(path::startsWith) ? SCORING : LEARNING;
  }
}
