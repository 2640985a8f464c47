package io.holoward.cli.engine;

import io.holoward.backtest.BacktestPlan;
import io.holoward.backtest.BacktestProgress;
import io.holoward.backtest.study.StudyPlan;
import io.holoward.backtest.study.StudyResult;
import io.holoward.backtest.whatif.Comparison;
import io.holoward.backtest.whatif.ComparisonReplay.Candidate;
import io.holoward.backtest.whatif.Sweep;
import io.holoward.backtest.whatif.SweepResult;
import io.holoward.detection.configuration.Configuration;
import java.nio.file.Path;
import java.util.Optional;

/** The scoring job as the command needs it: running, or over recorded telemetry. */
public interface Engine {

  /**
   * Starts the job on an embedded Flink against the brokers and the registry of the configuration,
   * and returns when it runs.
   *
   * @param directory where its state and checkpoints go
   * @param flinkConf directory of a Flink configuration (config.yaml) whose keys win over the
   *     embedded defaults
   */
  RunningJob start(Configuration configuration, Path directory, Optional<Path> flinkConf);

  /**
   * Replays recorded telemetry through the job and writes what it finds.
   *
   * @param progress is told how far it has come
   */
  void backtest(BacktestPlan plan, BacktestProgress progress) throws Exception;

  /**
   * Evaluates labelled telemetry by folds and writes the figures.
   *
   * @param progress is told how far it has come
   */
  StudyResult evaluate(StudyPlan plan, BacktestProgress progress) throws Exception;

  /**
   * Replays recorded telemetry by two configurations and compares what they find.
   *
   * @param plan what to replay; its configuration is that of a
   * @param progress is told how far it has come
   */
  Comparison compare(Candidate a, Candidate b, BacktestPlan plan, BacktestProgress progress)
      throws Exception;

  /**
   * Replays recorded telemetry by the configuration of each run of a sweep.
   *
   * @param plan what to replay; its configuration is the base of the sweep
   * @param keepAll whether each run keeps all its files
   * @param progress is told how far it has come
   */
  SweepResult sweep(Sweep sweep, BacktestPlan plan, boolean keepAll, BacktestProgress progress)
      throws Exception;
}
