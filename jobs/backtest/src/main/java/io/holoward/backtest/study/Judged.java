package io.holoward.backtest.study;

import io.holoward.backtest.evaluation.Unit;
import io.holoward.detection.finding.AssessedConnection;
import io.holoward.detection.finding.Verdict;
import io.holoward.entropy.Signature;

/**
 * A connection that a fold scored.
 *
 * @param origin whose connection it is
 * @param target the name it was transplanted under; null for none
 * @param observation the connection
 * @param signature all of its TRUE features
 * @param assessed how it compares
 * @param outlier whether it is an outlier: among the records of its process, or of its organisation
 *     where the process has no model
 */
public record Judged(
    Origin origin,
    String target,
    Observation observation,
    Signature signature,
    AssessedConnection assessed,
    boolean outlier) {

  /** Where a scored connection comes from. */
  public enum Origin {
    /** It was recorded just so. */
    RECORDED,
    /** An attack tool's, as if the target had made it. */
    AS_IT_IS,
    /** The same, to a public address on TCP port 443. */
    PUBLIC_443
  }

  /**
   * What makes connections one unit of a group of folds: all that one process instance did with one
   * service in one scenario, recorded connections and transplants each by themselves.
   */
  public record UnitKey(Origin origin, String target, Unit.Key connections) {}

  /** The unit it belongs to. */
  public UnitKey unit() {
    return new UnitKey(origin, target, Unit.Key.of(assessed));
  }

  /** Whether it is an attack: by its label, and each transplant. */
  public boolean isAttack() {
    return observation.attack();
  }

  /** Whether there was a model to compare it with. */
  public boolean isModelled() {
    return assessed.verdict() != Verdict.UNMODELLED;
  }
}
