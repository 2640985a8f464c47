package io.holoward.backtest.study;

import io.holoward.backtest.evaluation.Labels;
import io.holoward.backtest.replay.TelemetrySource;
import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.configuration.Configuration.RecordKind;
import io.holoward.telemetry.input.InputException;
import java.nio.file.Path;
import java.util.List;

/**
 * What to evaluate, and how.
 *
 * @param input the telemetry; each of its sources is a scenario
 * @param labels what its connections are
 * @param learnLabels the labels to learn from, where {@link Labels#BACKGROUND} stands for all that
 *     are no attacks
 * @param labs which scenarios belong together
 * @param folds ways to divide the scenarios into those learned from and those scored
 * @param transplant what to hide in known processes
 * @param configuration the rules of learning and scoring
 * @param parallelism subtasks of each operator while the telemetry is read
 * @param out the directory for the results; made if absent
 */
public record StudyPlan(
    TelemetrySource input,
    Labels labels,
    List<String> learnLabels,
    Labs labs,
    List<FoldKind> folds,
    Transplant transplant,
    Configuration configuration,
    int parallelism,
    Path out) {

  public StudyPlan {
    learnLabels = List.copyOf(learnLabels);
    folds = List.copyOf(folds);
    if (configuration.record() != RecordKind.SIGNATURE) {
      throw new InputException(
          "an evaluation by folds counts single connections; leave the key record at signature");
    }
  }

  /**
   * Which attacks to give to which processes, as if these had made them.
   *
   * @param processes names of processes, such as {@code svchost.exe}, which means all of its groups
   * @param labels the labels of the attacks; only outbound connections are taken
   */
  public record Transplant(List<String> processes, List<String> labels) {

    /** Nothing is hidden anywhere. */
    public static final Transplant NONE = new Transplant(List.of(), List.of());

    public Transplant {
      processes = List.copyOf(processes);
      labels = List.copyOf(labels);
    }
  }
}
