package io.holoward.cli.engine;

import io.holoward.backtest.BacktestPlan;
import io.holoward.backtest.BacktestProgress;
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
}
