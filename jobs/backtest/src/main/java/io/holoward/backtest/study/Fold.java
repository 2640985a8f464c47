package io.holoward.backtest.study;

import java.util.Set;

/**
 * What is learned from, and what is scored by it.
 *
 * @param group folds whose figures belong together: a lab, or one lab by another
 * @param learned the scenarios that records are learned from
 * @param history the scenarios that say which addresses are known to the tested ones
 * @param beside scenarios of the time of the tested one, whose background a running job would have
 *     noted as well, and called known once it is older than {@code novelty.horizon}
 * @param tested the scenarios that are scored
 */
public record Fold(
    String group,
    Set<String> learned,
    Set<String> history,
    Set<String> beside,
    Set<String> tested) {

  public Fold {
    learned = Set.copyOf(learned);
    history = Set.copyOf(history);
    beside = Set.copyOf(beside);
    tested = Set.copyOf(tested);
  }
}
