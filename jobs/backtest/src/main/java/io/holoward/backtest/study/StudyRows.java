package io.holoward.backtest.study;

import io.holoward.backtest.evaluation.AreaInterval;
import io.holoward.backtest.evaluation.PrecisionRecall;
import io.holoward.backtest.evaluation.Ranking;
import io.holoward.backtest.evaluation.Resampling;
import io.holoward.backtest.evaluation.Unit;
import io.holoward.backtest.study.Judged.Origin;
import io.holoward.backtest.study.StudyResult.Figure;
import io.holoward.backtest.study.StudyResult.Row;
import io.holoward.backtest.study.StudyResult.Share;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The rows of a table of figures. */
final class StudyRows {

  private static final long SEED = 20_040_229;

  private StudyRows() {}

  /**
   * Recorded units, with a model and without, and the transplants.
   *
   * @param targets the names that attacks were transplanted under
   */
  static List<Row> of(List<StudyUnit> units, List<String> targets) {
    List<Row> rows = new ArrayList<>();
    rows.add(row("all", units, StudyUnit::isRecorded));
    rows.add(row("modelled", units, one -> one.isRecorded() && one.unit().isModelled()));
    rows.add(row("unmodelled", units, one -> one.isRecorded() && !one.unit().isModelled()));
    if (!targets.isEmpty()) {
      transplants(rows, units, "transplants", one -> true);
      for (String target : targets) {
        transplants(rows, units, target, one -> isIn(one, target));
      }
    }
    return rows;
  }

  private static void transplants(
      List<Row> rows, List<StudyUnit> units, String name, Predicate<StudyUnit> isMeant) {
    rows.add(transplants(name + ", as they are", units, Origin.AS_IT_IS, isMeant));
    rows.add(transplants(name + ", public 443", units, Origin.PUBLIC_443, isMeant));
  }

  private static Row transplants(
      String name, List<StudyUnit> units, Origin origin, Predicate<StudyUnit> isMeant) {
    return row(
        name, units, one -> isMeant.test(one) && (one.isOf(origin) || one.isModelledBackground()));
  }

  private static boolean isIn(StudyUnit one, String target) {
    return target.equals(one.key().target())
        || (one.isRecorded() && Transplants.isNamed(one.unit().processId(), target));
  }

  /** Recorded units of each process. */
  static List<Row> processes(List<StudyUnit> units) {
    return units.stream()
        .filter(StudyUnit::isRecorded)
        .collect(
            Collectors.groupingBy(one -> one.unit().processId(), TreeMap::new, Collectors.toList()))
        .values()
        .stream()
        .map(own -> row(own.get(0).unit().processName(), own, one -> true))
        .sorted(
            Comparator.comparingLong((Row row) -> row.found().of())
                .thenComparingLong(row -> row.falsePositives().count())
                .thenComparingLong(Row::units)
                .reversed()
                .thenComparing(Row::name))
        .toList();
  }

  /** Recorded attacks of each label against the background, with a model and without. */
  static List<Row> labels(List<StudyUnit> units) {
    List<Row> rows = new ArrayList<>();
    units.stream()
        .filter(one -> one.isRecorded() && one.unit().isAttack())
        .map(one -> one.unit().label())
        .collect(Collectors.toCollection(TreeSet::new))
        .forEach(
            label -> {
              rows.add(label(label, units, true));
              rows.add(label(label, units, false));
            });
    rows.removeIf(row -> row.found().of() == 0);
    return rows;
  }

  private static Row label(String label, List<StudyUnit> units, boolean isModelled) {
    return row(
        label + (isModelled ? ", modelled" : ", unmodelled"),
        units,
        one ->
            one.isRecorded()
                && one.unit().isModelled() == isModelled
                && (!one.unit().isAttack() || one.unit().label().equals(label)));
  }

  private static Row row(String name, List<StudyUnit> all, Predicate<StudyUnit> isMeant) {
    List<Unit> units = all.stream().filter(isMeant).map(StudyUnit::unit).toList();
    double[] suspicion = units.stream().mapToDouble(Unit::suspicion).toArray();
    boolean[] attack = new boolean[units.size()];
    Map<String, Integer> scenarios = new HashMap<>();
    int[] scenario = new int[units.size()];
    for (int i = 0; i < attack.length; i++) {
      attack[i] = units.get(i).isAttack();
      scenario[i] =
          scenarios.computeIfAbsent(units.get(i).key().scenario(), next -> scenarios.size());
    }
    Ranking ranking = Ranking.of(suspicion, attack);
    return new Row(
        name,
        units.size(),
        new Figure(
            defined(ranking.area()), AreaInterval.of(ranking, scenario, scenarios.size(), SEED)),
        defined(PrecisionRecall.average(ranking)),
        share(units, scenario, scenarios.size(), i -> attack[i]),
        share(units, scenario, scenarios.size(), i -> !attack[i]));
  }

  /** How many of some units are above the threshold. */
  private static Share share(
      List<Unit> units, int[] scenario, int scenarios, IntPredicate isMeant) {
    long of = 0;
    long above = 0;
    for (int i = 0; i < units.size(); i++) {
      of += isMeant.test(i) ? 1 : 0;
      above += isMeant.test(i) && units.get(i).isTold() ? 1 : 0;
    }
    List<Double> interval =
        Resampling.interval(
            scenario,
            scenarios,
            SEED,
            weight -> {
              double all = 0;
              double some = 0;
              for (int i = 0; i < units.size(); i++) {
                int times = isMeant.test(i) ? weight.applyAsInt(i) : 0;
                all += times;
                some += units.get(i).isTold() ? times : 0;
              }
              return some / all;
            });
    return new Share(above, of, new Figure(of == 0 ? null : (double) above / of, interval));
  }

  private static Double defined(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
