package io.holoward.backtest.evaluation;

import io.holoward.backtest.evaluation.Evaluation.ProcessFigures;
import io.holoward.backtest.evaluation.Evaluation.View;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Figures of a set of units. */
final class UnitFigures {

  private static final int CURVE_POINTS = 500;
  private static final long SEED = 20_040_229;

  private final List<Unit> units;
  private final Ranking ranking;
  private final Confusion confusion;

  UnitFigures(List<Unit> units) {
    this.units = units;
    double[] suspicion = new double[units.size()];
    boolean[] positive = new boolean[units.size()];
    Confusion counts = Confusion.NONE;
    for (int i = 0; i < positive.length; i++) {
      Unit unit = units.get(i);
      suspicion[i] = unit.suspicion();
      positive[i] = unit.isAttack();
      counts = counts.with(unit.isAttack(), unit.isTold());
    }
    this.ranking = Ranking.of(suspicion, positive);
    this.confusion = counts;
  }

  View view(String name) {
    return new View(
        name,
        units.size(),
        positives(),
        defined(ranking.area()),
        interval(),
        defined(PrecisionRecall.average(ranking)),
        confusion,
        confusion.precision(),
        confusion.recall(),
        confusion.falsePositiveRate(),
        curve(RocCurve.points(ranking, i -> units.get(i).score())),
        curve(PrecisionRecall.points(ranking, i -> units.get(i).score())));
  }

  /** Of units of one process. */
  ProcessFigures ofProcess() {
    return new ProcessFigures(
        units.get(0).processId(),
        units.get(0).processName(),
        units.stream().anyMatch(Unit::isModelled),
        units.size(),
        positives(),
        defined(ranking.area()),
        defined(PrecisionRecall.average(ranking)),
        confusion.truePositives(),
        confusion.falsePositives(),
        confusion.falseNegatives(),
        confusion.trueNegatives());
  }

  private long positives() {
    return confusion.truePositives() + confusion.falseNegatives();
  }

  private List<Double> interval() {
    Map<String, Integer> scenarios = new HashMap<>();
    int[] scenario =
        units.stream()
            .mapToInt(
                unit -> scenarios.computeIfAbsent(unit.key().scenario(), s -> scenarios.size()))
            .toArray();
    return AreaInterval.of(ranking, scenario, scenarios.size(), SEED);
  }

  private static Double defined(double value) {
    return Double.isNaN(value) ? null : value;
  }

  private static List<List<Double>> curve(List<CurvePoint> points) {
    return CurveThinning.thin(points, CURVE_POINTS).stream()
        .map(point -> Arrays.asList(point.x(), point.y(), point.score()))
        .toList();
  }
}
