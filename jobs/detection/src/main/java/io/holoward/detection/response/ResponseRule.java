package io.holoward.detection.response;

import io.holoward.detection.catalogue.Catalogue;
import io.holoward.detection.finding.Finding;
import io.holoward.detection.finding.Verdict;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;

/**
 * Which findings call for which actions.
 *
 * @param minScore the smallest score, in the administrator's ranges; null for any
 * @param maxScore the largest score, itself included; null for any
 * @param detector what raised the finding, or {@link #ANY}
 * @param process pattern of the process, one that {@link Catalogue} reads
 * @param actions at least one
 */
public record ResponseRule(
    Verdict verdict,
    Double minScore,
    Double maxScore,
    String detector,
    String process,
    List<ResponseAction> actions)
    implements Serializable {

  /** Stands for every detector, and as a pattern for every process. */
  public static final String ANY = "*";

  /**
   * @throws IllegalArgumentException if no finding can match, or there is nothing to do
   */
  public ResponseRule {
    if (verdict == Verdict.UNMODELLED && (minScore != null || maxScore != null)) {
      throw new IllegalArgumentException(
          "expected no min-score and no max-score: what is unmodelled has no score");
    }
    if (minScore != null && maxScore != null && minScore > maxScore) {
      throw new IllegalArgumentException("expected a max-score not below min-score");
    }
    if (actions.isEmpty()) {
      throw new IllegalArgumentException("expected at least one action");
    }
    actions = List.copyOf(actions);
  }

  /** The most critical of its actions. */
  ResponseAction topAction() {
    return Collections.max(actions);
  }

  /** The processes it is for. */
  Catalogue processes() {
    return new Catalogue(List.of(process));
  }

  /** True for findings of this detector. */
  boolean isFor(String name) {
    return detector.equals(ANY) || detector.equals(name);
  }

  /** True when the finding calls for the actions, provided its process is one of those. */
  boolean fits(Finding finding) {
    return finding.verdict() == verdict && isFor(finding.detector()) && covers(finding.score());
  }

  private boolean covers(Double score) {
    return (minScore == null || score >= minScore) && (maxScore == null || score <= maxScore);
  }
}
