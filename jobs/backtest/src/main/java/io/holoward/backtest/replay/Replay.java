package io.holoward.backtest.replay;

import io.holoward.backtest.BacktestProgress;
import io.holoward.detection.configuration.Configuration;
import io.holoward.scoring.job.EmbeddedFlink;
import io.holoward.scoring.topology.HolowardTopology;
import io.holoward.scoring.topology.Sinks;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** One bounded run of the topology over a recording, in this process. */
public final class Replay {

  private static final long POLL_MILLIS = 1_000;

  private Replay() {}

  /**
   * Runs to the end of the recording.
   *
   * @param name of the job, and the step that progress is told of
   * @param recording what to replay
   * @param configuration the rules
   * @param directory an empty directory for what the job writes; see {@link ReplayOutput}
   * @param topics where it writes to as well
   * @return the job's counts by name
   */
  public static Map<String, Long> run(
      String name,
      Recording recording,
      Configuration configuration,
      Path directory,
      Optional<ReplayTopics> topics,
      BacktestProgress progress)
      throws Exception {
    try (EmbeddedFlink flink = EmbeddedFlink.bounded(recording.parts(), directory)) {
      StreamExecutionEnvironment env = flink.environment();
      Sinks files = new ReplayOutput(directory, configuration);
      HolowardTopology.define(
          env,
          new ReplaySources(recording, env),
          topics.<Sinks>map(both -> new BothSinks(files, both.sinks())).orElse(files),
          configuration);
      JobClient job = env.executeAsync(name);
      return counts(await(job, name, recording.records(), progress));
    }
  }

  private static JobExecutionResult await(
      JobClient job, String name, long total, BacktestProgress progress) throws Exception {
    CompletableFuture<JobExecutionResult> result = job.getJobExecutionResult();
    while (true) {
      try {
        JobExecutionResult finished = result.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
        progress.report(name, total, total);
        return finished;
      } catch (TimeoutException running) {
        progress.report(name, readSoFar(job), total);
      }
    }
  }

  /**
   * Zero while the job does not answer: it may not run yet, or have ended since it was last asked,
   * and then its cluster is gone already and refuses the question itself.
   */
  static long readSoFar(JobClient job) throws InterruptedException {
    try {
      Object read = job.getAccumulators().get().get("read");
      return read instanceof Long count ? count : 0;
    } catch (ExecutionException | IllegalStateException notYetOrNoLonger) {
      return 0;
    }
  }

  private static Map<String, Long> counts(JobExecutionResult result) {
    Map<String, Long> counts = new TreeMap<>();
    result
        .getAllAccumulatorResults()
        .forEach(
            (name, value) -> {
              if (value instanceof Long count) {
                counts.put(name, count);
              }
            });
    return counts;
  }
}
