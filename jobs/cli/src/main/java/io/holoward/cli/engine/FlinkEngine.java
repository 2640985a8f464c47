package io.holoward.cli.engine;

import io.holoward.backtest.Backtest;
import io.holoward.backtest.BacktestPlan;
import io.holoward.backtest.BacktestProgress;
import io.holoward.backtest.study.Study;
import io.holoward.backtest.study.StudyPlan;
import io.holoward.backtest.study.StudyResult;
import io.holoward.backtest.whatif.Comparison;
import io.holoward.backtest.whatif.ComparisonReplay;
import io.holoward.backtest.whatif.ComparisonReplay.Candidate;
import io.holoward.backtest.whatif.Sweep;
import io.holoward.backtest.whatif.SweepReplay;
import io.holoward.backtest.whatif.SweepResult;
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

  @Override
  public StudyResult evaluate(StudyPlan plan, BacktestProgress progress) throws Exception {
    return Study.run(plan, progress);
  }

  @Override
  public Comparison compare(Candidate a, Candidate b, BacktestPlan plan, BacktestProgress progress)
      throws Exception {
    return ComparisonReplay.run(a, b, plan, progress);
  }

  @Override
  public SweepResult sweep(
      Sweep sweep, BacktestPlan plan, boolean keepAll, BacktestProgress progress) throws Exception {
    return SweepReplay.run(sweep, plan, keepAll, progress);
  }
}
