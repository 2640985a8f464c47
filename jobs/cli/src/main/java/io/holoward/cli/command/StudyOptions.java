package io.holoward.cli.command;

import io.holoward.backtest.evaluation.Labels;
import io.holoward.backtest.replay.TelemetrySource;
import io.holoward.backtest.study.FoldKind;
import io.holoward.backtest.study.Labs;
import io.holoward.backtest.study.StudyPlan;
import io.holoward.backtest.study.StudyPlan.Transplant;
import io.holoward.detection.configuration.Configuration;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say what telemetry is, and how it is divided for an evaluation by folds. */
public final class StudyOptions {

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      required = true,
      description =
          "What the connections are: CSV, gzipped or not, with the columns scenario, line and label,"
              + " or host, instance and label.")
  private Path labels;

  @Option(
      names = "--background",
      paramLabel = "LABEL",
      split = ",",
      description =
          "Further labels that are no attacks, beside background and what begins with update:.")
  private List<String> background = List.of();

  @Option(
      names = "--learn-labels",
      paramLabel = "LABEL",
      split = ",",
      defaultValue = "background",
      description =
          "Learn only from connections with these labels; background stands for all that are no"
              + " attacks.")
  private List<String> learn;

  @Option(
      names = "--split",
      paramLabel = "FILE",
      description =
          "Which scenarios were recorded in one network: CSV with the columns scenario and lab."
              + " Without it all are of one lab.")
  private Path split;

  @Option(
      names = "--fold",
      paramLabel = "KIND",
      split = ",",
      defaultValue = "scenario",
      description =
          "scenario: each one by what the others of its lab taught. lab: each one by records of"
              + " another lab. half: the later half of each lab by the earlier one, and the reverse."
              + " none: all by what all of them taught, which flatters.")
  private List<FoldKind> folds;

  @Option(
      names = "--transplant",
      paramLabel = "PROCESS",
      split = ",",
      description =
          "Give the attack tools' outbound connections to these processes too, as they are and with"
              + " a public address on port 443: svchost.exe,System,lsass.exe,dns.exe.")
  private List<String> transplant = List.of();

  @Option(
      names = "--transplant-labels",
      paramLabel = "LABEL",
      split = ",",
      defaultValue = "c2,agent,tool",
      description = "The labels of the attack tools.")
  private List<String> transplantLabels;

  /**
   * The evaluation these options ask for.
   *
   * @param input the telemetry
   * @param out where results go
   * @throws io.holoward.telemetry.input.InputException if a file they name cannot be read
   */
  public StudyPlan plan(TelemetrySource input, Configuration configuration, Path out) {
    return new StudyPlan(
        input,
        Labels.read(labels, background),
        learn,
        split == null ? Labs.ONE : Labs.read(split),
        folds.stream().distinct().toList(),
        new Transplant(transplant, transplantLabels),
        configuration,
        Runtime.getRuntime().availableProcessors(),
        out);
  }
}
