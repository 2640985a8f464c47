package io.holoward.benchmarks.peers;

import io.holoward.backtest.BacktestProgress;
import io.holoward.backtest.evaluation.PrecisionRecall;
import io.holoward.backtest.evaluation.Ranking;
import io.holoward.backtest.replay.RecordedTelemetry;
import io.holoward.backtest.study.Detector;
import io.holoward.backtest.study.FoldKind;
import io.holoward.backtest.study.FoldResult;
import io.holoward.backtest.study.Judged;
import io.holoward.backtest.study.Judged.Origin;
import io.holoward.backtest.study.Lesson;
import io.holoward.backtest.study.Study;
import io.holoward.backtest.study.StudyPlan;
import io.holoward.cli.command.StudyOptions;
import io.holoward.cli.terminal.Column;
import io.holoward.cli.terminal.Table;
import io.holoward.detection.configuration.Configuration;
import io.holoward.telemetry.input.TelemetryReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Compares holo-entropy with other detectors on the very same records: those that {@code holoward
 * evaluate} learns from and scores, of processes that have a model.
 */
@CommandLine.Command(
    name = "peer-evaluation",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "Compares detectors on the records of an evaluation by folds.")
public final class PeerEvaluation implements Callable<Integer> {

  private static final List<Detector> PEERS =
      List.of(new Surprisal(), new Forest(), new RandomCuts());

  private static final List<Column> COLUMNS =
      List.of(
          Column.text("units"),
          Column.text("detector"),
          Column.number("count"),
          Column.number("attacks"),
          Column.number("AUC"),
          Column.number("avg. prec."),
          Column.number("found %"),
          Column.number("false % at that"));

  @Option(names = "--input", arity = "1..*", required = true, description = "Telemetry.")
  private List<Path> inputs;

  @Mixin private StudyOptions study;

  @Option(names = "--set", description = "Settings of the job, key=value.")
  private String[] settings = {};

  @Option(names = "--out", required = true, description = "A directory to work in.")
  private Path out;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /** See {@code --help}. */
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new PeerEvaluation())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(args));
  }

  /** A unit of a group of folds, and whether it is an attack. */
  private record Scored(String group, Judged.UnitKey unit, boolean attack) {}

  @Override
  public Integer call() throws Exception {
    Configuration configuration = Configuration.of(settings);
    StudyPlan plan =
        study.plan(
            new RecordedTelemetry(inputs, TelemetryReader.AUTO, configuration.organisation(), null),
            configuration,
            out);
    Study opened = Study.open(plan, BacktestProgress.NONE);
    for (FoldKind kind : plan.folds()) {
      List<List<String>> rows = rows(opened.results(kind), configuration);
      spec.commandLine().getOut().printf("%n== %s%n", kind.words());
      Table.render(COLUMNS, rows, Integer.MAX_VALUE).forEach(spec.commandLine().getOut()::println);
    }
    spec.commandLine().getOut().flush();
    return 0;
  }

  private static List<List<String>> rows(List<FoldResult> results, Configuration configuration) {
    Map<String, Map<Scored, Double>> scores = new HashMap<>();
    Map<Scored, Boolean> told = new HashMap<>();
    scores.put("holo-entropy", holoEntropy(results, told));
    for (Detector peer : PEERS) {
      scores.put(peer.name(), scores(results, peer, configuration.scoringRules().pairs()));
    }
    List<List<String>> rows = new ArrayList<>();
    for (Origin origin : Origin.values()) {
      double found = share(told, origin);
      for (String name : names()) {
        rows.add(row(name, origin, scores.get(name), found));
      }
    }
    return rows;
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>(List.of("holo-entropy"));
    PEERS.forEach(peer -> names.add(peer.name()));
    return names;
  }

  private static Scored scored(FoldResult result, Judged judged) {
    return new Scored(result.fold().group(), judged.unit(), judged.isAttack());
  }

  /** By standard deviations above the mean, as its peers; the verdict is that of the job. */
  private static Map<Scored, Double> holoEntropy(
      List<FoldResult> results, Map<Scored, Boolean> told) {
    Map<Scored, Double> scores = new HashMap<>();
    for (FoldResult result : results) {
      for (Judged judged : result.judged()) {
        if (judged.isModelled()) {
          Scored unit = scored(result, judged);
          scores.merge(unit, judged.assessed().deviation().zScore(), Math::max);
          told.merge(unit, judged.outlier(), Boolean::logicalOr);
        }
      }
    }
    return scores;
  }

  private static Map<Scored, Double> scores(
      List<FoldResult> results, Detector detector, boolean pairs) {
    Map<Scored, Double> scores = new HashMap<>();
    Map<String, Standardised> fitted = new HashMap<>();
    Lesson taught = null;
    for (FoldResult result : results) {
      Lesson lesson = result.lesson();
      if (lesson != taught) {
        // Forests are large: those of one lesson at a time.
        fitted.clear();
        taught = lesson;
      }
      for (Judged judged : result.judged()) {
        if (judged.isModelled()) {
          Standardised own =
              fitted.computeIfAbsent(
                  judged.assessed().actor().processId(),
                  process -> new Standardised(detector, lesson.records(process), pairs));
          double score = own.score(lesson.spoken(judged));
          scores.merge(scored(result, judged), score, Math::max);
        }
      }
    }
    return scores;
  }

  /** The share of attacks that holo-entropy finds at its threshold. */
  private static double share(Map<Scored, Boolean> told, Origin origin) {
    return told.entrySet().stream()
        .filter(unit -> unit.getKey().attack() && unit.getKey().unit().origin() == origin)
        .mapToInt(unit -> unit.getValue() ? 1 : 0)
        .average()
        .orElse(0);
  }

  private static List<String> row(
      String name, Origin origin, Map<Scored, Double> scores, double found) {
    List<Scored> units =
        scores.keySet().stream()
            .filter(
                unit ->
                    unit.attack()
                        ? unit.unit().origin() == origin
                        : unit.unit().origin() == Origin.RECORDED)
            .toList();
    double[] values = units.stream().mapToDouble(scores::get).toArray();
    boolean[] attack = new boolean[values.length];
    long attacks = 0;
    for (int i = 0; i < attack.length; i++) {
      attack[i] = units.get(i).attack();
      attacks += attack[i] ? 1 : 0;
    }
    Ranking ranking = Ranking.of(values, attack);
    return List.of(
        origin.name().toLowerCase(Locale.ROOT).replace('_', ' '),
        name,
        Integer.toString(values.length),
        Long.toString(attacks),
        String.format(Locale.ROOT, "%.3f", ranking.area()),
        String.format(Locale.ROOT, "%.3f", PrecisionRecall.average(ranking)),
        String.format(Locale.ROOT, "%.1f", 100 * found),
        String.format(Locale.ROOT, "%.1f", 100 * falseShare(ranking, attacks, found)));
  }

  /** The share of the background above the strictest threshold that finds as much. */
  private static double falseShare(Ranking ranking, long attacks, double found) {
    List<Ranking.Cutoff> cutoffs = ranking.cutoffs();
    if (cutoffs.isEmpty() || found == 0) {
      return 0;
    }
    double background = cutoffs.get(cutoffs.size() - 1).falsePositives();
    return cutoffs.stream()
            .filter(cutoff -> cutoff.truePositives() >= found * attacks - 1e-9)
            .findFirst()
            .orElseThrow()
            .falsePositives()
        / background;
  }
}
