package io.holoward.backtest.study;

import io.holoward.backtest.BacktestProgress;
import io.holoward.backtest.evaluation.Causes;
import io.holoward.backtest.evaluation.Unit;
import io.holoward.backtest.study.Extraction.Extracted;
import io.holoward.backtest.study.StudyResult.Group;
import io.holoward.backtest.study.StudyResult.Row;
import io.holoward.backtest.study.StudyResult.Table;
import io.holoward.telemetry.input.InputException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Evaluates labelled telemetry by folds: the telemetry is read once through the topology of the
 * job; then each fold learns from some scenarios and scores others, by the same rules and code as
 * the job. Every connection is scored, whatever raises alarms.
 */
public final class Study {

  private final StudyPlan plan;
  private final BacktestProgress progress;
  private final List<Observation> observations;
  private final Trial trial;

  private Study(StudyPlan plan, BacktestProgress progress, List<Observation> observations) {
    this.plan = plan;
    this.progress = progress;
    this.observations = observations;
    Transplants transplants =
        new Transplants(
            plan.transplant(), observations, plan.configuration().features().ephemeralLow());
    this.trial = new Trial(observations, transplants, plan.configuration());
  }

  /**
   * Reads the telemetry.
   *
   * @throws InputException if the labels, the split or the names of processes speak of none of it
   */
  public static Study open(StudyPlan plan, BacktestProgress progress) throws Exception {
    Files.createDirectories(plan.out());
    Extracted extracted = new Extraction(plan).run(progress);
    plan.labs()
        .check(
            extracted.scenarios(),
            extracted.observations().stream()
                .map(Observation::scenario)
                .collect(Collectors.toSet()));
    return new Study(plan, progress, extracted.observations());
  }

  /** A study of connections that were read before. */
  static Study of(StudyPlan plan, List<Observation> observations) {
    return new Study(plan, BacktestProgress.NONE, observations);
  }

  /** Reads, evaluates and writes {@code study.json} and {@code records.jsonl}. */
  public static StudyResult run(StudyPlan plan, BacktestProgress progress) throws Exception {
    Study study = open(plan, progress);
    StudyResult result = study.evaluate();
    result.write(plan.out());
    return result;
  }

  private StudyResult evaluate() throws Exception {
    List<Table> tables = new ArrayList<>();
    try (RecordFile records = new RecordFile(plan.out())) {
      for (FoldKind kind : plan.folds()) {
        List<FoldResult> results = results(kind);
        for (FoldResult result : results) {
          records.write(kind, result);
        }
        tables.add(table(kind, results));
      }
    }
    return new StudyResult(
        plan.labels().file().toString(),
        observations.size(),
        observations.stream().filter(one -> one.label() == null).count(),
        scenarios().size(),
        tables);
  }

  /**
   * Learns and scores each fold of a kind.
   *
   * @throws InputException if there are too few scenarios or labs for it
   */
  public List<FoldResult> results(FoldKind kind) {
    List<Fold> folds = new Folds(scenarios(), plan.labs()).of(kind);
    if (folds.isEmpty()) {
      throw new InputException(
          "the input has too few %s for folds by %s; give more telemetry%s, or choose another --fold"
              .formatted(
                  kind == FoldKind.LAB ? "labs" : "scenarios",
                  kind.name().toLowerCase(Locale.ROOT),
                  kind == FoldKind.LAB ? " and say with --split which lab a scenario is of" : ""));
    }
    String step = "folds by " + kind.name().toLowerCase(Locale.ROOT);
    List<FoldResult> results = new ArrayList<>();
    for (Fold fold : folds) {
      progress.report(step, results.size(), folds.size());
      results.add(trial.run(fold));
    }
    progress.report(step, folds.size(), folds.size());
    return results;
  }

  /** In the order of their first connections. */
  private List<String> scenarios() {
    return observations.stream().map(Observation::scenario).distinct().toList();
  }

  private Table table(FoldKind kind, List<FoldResult> results) {
    Map<String, List<StudyUnit>> groups = new LinkedHashMap<>();
    results.stream()
        .collect(
            Collectors.groupingBy(
                result -> result.fold().group(), LinkedHashMap::new, Collectors.toList()))
        .forEach(
            (group, own) ->
                groups.put(group, StudyUnit.of(own, plan.configuration().scoringRules().range())));
    List<StudyUnit> all = groups.values().stream().flatMap(List::stream).toList();
    return new Table(
        kind.name().toLowerCase(Locale.ROOT),
        kind.words(),
        results.size(),
        rows(all),
        groups.entrySet().stream()
            .map(group -> new Group(group.getKey(), rows(group.getValue())))
            .toList(),
        StudyRows.labels(all),
        StudyRows.processes(all),
        AlarmRates.of(results, plan.configuration()),
        Causes.of(units(all, one -> one.isModelledBackground() && one.unit().isTold())),
        Causes.of(units(all, one -> !one.isRecorded() && !one.unit().isTold())),
        Causes.of(
            units(
                all,
                one ->
                    one.isRecorded()
                        && one.unit().isModelled()
                        && one.unit().isAttack()
                        && !one.unit().isTold())));
  }

  private List<Row> rows(List<StudyUnit> units) {
    return StudyRows.of(units, plan.transplant().processes());
  }

  private static Stream<Unit> units(List<StudyUnit> all, Predicate<StudyUnit> isMeant) {
    return all.stream().filter(isMeant).map(StudyUnit::unit);
  }
}
