package io.holoward.cli.engine;

import io.holoward.backtest.Backtest;
import io.holoward.backtest.BacktestPlan;
import io.holoward.backtest.BacktestProgress;
import io.holoward.detection.configuration.Configuration;
import io.holoward.scoring.job.EmbeddedFlink;
import io.holoward.scoring.job.HolowardJob;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The scoring job on a Flink inside this process. */
public final class FlinkEngine implements Engine {
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);

  @Override
  public RunningJob start(Configuration configuration, Path directory, Optional<Path> flinkConf) {
    int parallelism = Runtime.getRuntime().availableProcessors();
    EmbeddedFlink flink =
        EmbeddedFlink.continuous(parallelism, directory, CHECKPOINT_INTERVAL, flinkConf);
    HolowardJob.define(flink.environment(), configuration);
    return FlinkJob.submit(flink);
  }

  @Override
  public void backtest(BacktestPlan plan, BacktestProgress progress) throws Exception {
    Backtest.run(plan, progress);
  }
}
