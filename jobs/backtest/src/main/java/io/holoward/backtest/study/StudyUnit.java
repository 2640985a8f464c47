package io.holoward.backtest.study;

import io.holoward.backtest.evaluation.Suspicion;
import io.holoward.backtest.evaluation.Unit;
import io.holoward.backtest.study.Judged.UnitKey;
import io.holoward.detection.finding.AssessedConnection;
import io.holoward.detection.finding.Raise;
import io.holoward.entropy.ScoreRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is counted, with where it comes from.
 *
 * @param key the same for all of its connections
 * @param unit the connections
 */
record StudyUnit(UnitKey key, Unit unit) {

  /**
   * The units of a group of folds.
   *
   * @param range what scores were scaled to
   */
  static List<StudyUnit> of(List<FoldResult> results, ScoreRange range) {
    Suspicion suspicion = new Suspicion(range, Raise.EVERY);
    Map<UnitKey, StudyUnit> units = new LinkedHashMap<>();
    for (FoldResult result : results) {
      for (Judged judged : result.judged()) {
        AssessedConnection assessed = judged.assessed();
        UnitKey key = judged.unit();
        units
            .computeIfAbsent(
                key, first -> new StudyUnit(first, new Unit(first.connections(), assessed)))
            .unit()
            .add(
                assessed,
                suspicion.of(assessed),
                judged.outlier(),
                judged.observation().label(),
                judged.isAttack());
      }
    }
    return new ArrayList<>(units.values());
  }

  boolean isRecorded() {
    return key.origin() == Judged.Origin.RECORDED;
  }

  /**
   * Background of a process with a model: what everything hidden in such a process is ranked with.
   */
  boolean isModelledBackground() {
    return isRecorded() && unit.isModelled() && !unit.isAttack();
  }

  boolean isOf(Judged.Origin origin) {
    return key.origin() == origin;
  }
}
