package io.holoward.backtest.study;

import java.util.List;

/**
 * What came of a fold.
 *
 * @param lesson what was learned
 * @param judged what was scored by it
 */
public record FoldResult(Fold fold, Lesson lesson, List<Judged> judged) {

  public FoldResult {
    judged = List.copyOf(judged);
  }
}
