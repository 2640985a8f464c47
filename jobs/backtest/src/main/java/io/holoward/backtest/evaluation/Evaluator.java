package io.holoward.backtest.evaluation;

import io.holoward.backtest.evaluation.Evaluation.ByLabel;
import io.holoward.backtest.evaluation.Evaluation.Delay;
import io.holoward.backtest.evaluation.Evaluation.LabelCounts;
import io.holoward.backtest.evaluation.Evaluation.ProcessFigures;
import io.holoward.backtest.evaluation.Evaluation.View;
import io.holoward.detection.finding.AssessedConnection;
import io.holoward.detection.finding.Raise;
import io.holoward.entropy.ScoreRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Compares what a backtest found with labels: takes all assessed connections in the order of their
 * event times, then all findings. Its memory grows with units, not with connections.
 */
public final class Evaluator {

  private static final String UNIT = "scenario, process instance and service";

  private final Labelling labelling;
  private final Labels labels;
  private final Suspicion suspicion;
  private final Map<Unit.Key, Unit> units = new LinkedHashMap<>();
  private final Delays delays = new Delays();
  private final Set<String> hosts = new TreeSet<>();
  private long labelled;
  private long unlabelled;
  private long toldFindings;

  /**
   * @param labelling that has labels
   * @param range what scores were scaled to
   * @param raise what was an alarm
   */
  public Evaluator(Labelling labelling, ScoreRange range, Raise raise) {
    this.labelling = labelling;
    this.labels = labelling.labels().orElseThrow();
    this.suspicion = new Suspicion(range, raise);
  }

  /**
   * Takes a connection. One that has no label counts for no figure but the hosts.
   *
   * @param label as {@link Labelling} tells it
   */
  void connection(AssessedConnection connection, String label) {
    hosts.add(connection.actor().host());
    if (labelling.isGiven(connection)) {
      labelled++;
    } else {
      unlabelled++;
    }
    if (label == null) {
      return;
    }
    boolean attack = !labels.isBackground(label);
    Unit.Key key = Unit.Key.of(connection);
    units
        .computeIfAbsent(key, k -> new Unit(k, connection))
        .add(connection, suspicion.of(connection), suspicion.tells(connection), label, attack);
    if (attack) {
      delays.attack(connection, label);
    }
  }

  /**
   * Takes a finding, after all connections.
   *
   * @param source the name of the source that raised it
   * @param told whether its verdict is not NORMAL
   * @param eventTime milliseconds since the epoch
   * @param lastSeen of the connections it counts
   */
  void finding(String source, String instanceKey, boolean told, long eventTime, long lastSeen) {
    if (told) {
      toldFindings++;
      delays.finding(source, instanceKey, eventTime, lastSeen);
    }
  }

  /**
   * The comparison.
   *
   * @param coverage of the recording that was scored
   */
  Evaluation evaluation(Coverage coverage) {
    List<Unit> all = List.copyOf(units.values());
    List<Delay> told = delays.all();
    return new Evaluation(
        new LabelCounts(
            labels.file().toString(),
            labels.background(),
            labelled,
            unlabelled,
            labels.unmatched(coverage.sources(), hosts)),
        UNIT,
        coverage.hosts(),
        coverage.days(),
        coverage.perHostDay(toldFindings),
        views(all),
        byLabel(all, labels.among(coverage.sources(), hosts)),
        processes(all),
        told,
        Delays.median(told),
        Causes.of(all.stream().filter(unit -> !unit.isAttack() && unit.isTold())),
        Causes.of(all.stream().filter(unit -> unit.isAttack() && !unit.isTold())));
  }

  private static List<View> views(List<Unit> all) {
    Map<Boolean, List<Unit>> modelled =
        all.stream().collect(Collectors.partitioningBy(Unit::isModelled));
    return List.of(
        new UnitFigures(all).view("all"),
        new UnitFigures(modelled.get(true)).view("modelled"),
        new UnitFigures(modelled.get(false)).view("unmodelled"));
  }

  /** A label that met no connection, as those of flows alone, has no unit. */
  private List<ByLabel> byLabel(List<Unit> all, Set<String> read) {
    Map<String, List<Unit>> byLabel =
        all.stream().collect(Collectors.groupingBy(Unit::label, TreeMap::new, Collectors.toList()));
    read.forEach(label -> byLabel.putIfAbsent(label, List.of()));
    List<ByLabel> attacks = new ArrayList<>();
    List<ByLabel> background = new ArrayList<>();
    byLabel.forEach(
        (label, units) ->
            (labels.isBackground(label) ? background : attacks)
                .add(
                    new ByLabel(label, units.size(), units.stream().filter(Unit::isTold).count())));
    attacks.addAll(background);
    return attacks;
  }

  private static List<ProcessFigures> processes(List<Unit> all) {
    return all.stream()
        .collect(Collectors.groupingBy(Unit::processId, TreeMap::new, Collectors.toList()))
        .values()
        .stream()
        .map(units -> new UnitFigures(units).ofProcess())
        .sorted(
            Comparator.comparingLong(ProcessFigures::positives)
                .thenComparingLong(ProcessFigures::falsePositives)
                .thenComparingLong(ProcessFigures::units)
                .reversed()
                .thenComparing(ProcessFigures::processId))
        .toList();
  }
}
