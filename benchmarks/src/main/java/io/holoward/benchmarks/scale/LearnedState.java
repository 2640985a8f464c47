package io.holoward.benchmarks.scale;

import io.holoward.benchmarks.pipeline.OpenEndedJob;
import io.holoward.benchmarks.pipeline.Workload;
import io.holoward.detection.configuration.Configuration;
import io.holoward.scoring.job.EmbeddedFlink;
import io.holoward.scoring.job.HolowardJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.util.FileUtils;

/**
 * What a job keeps after it has read a topic, and where it can begin again with it.
 *
 * @param configuration of the job
 * @param directory for its files
 * @param stateBytes of the checkpoint after the last event
 * @param savepoint to begin with
 */
record LearnedState(
    Configuration configuration, Path directory, double stateBytes, String savepoint) {

  /**
   * A job that began again.
   *
   * @param restoreSeconds from the submission until every task had its state and ran
   * @param thousandEventsPerSecond that it read then
   * @param checkpointSeconds that a checkpoint took meanwhile, from end to end (median); none where
   *     it had read all before the first was completed
   */
  record Continued(
      double restoreSeconds, double thousandEventsPerSecond, OptionalDouble checkpointSeconds) {}

  private static final int PARALLELISM = 2;
  private static final Duration CHECKPOINTS = Duration.ofSeconds(10);
  private static final long PATIENCE_MINUTES = 60;
  private static final long PAUSE_MILLIS = 20;

  /** The topics that are empty must not hold event time back until all is read. */
  private static final String PROMPT = "time.idleness=1 s";

  /**
   * Reads the topic.
   *
   * @param directory for its files
   * @param settings of the job
   */
  static LearnedState of(Workload workload, Path directory, List<String> settings)
      throws Exception {
    Configuration configuration =
        workload
            .configuration()
            .with(settings)
            .with(List.of("kafka.group=" + directory.getFileName(), PROMPT));
    RestApi api = new RestApi();
    Path conf = api.configuration(directory.resolve("conf"), Map.of());
    String savepoint;
    double stateBytes;
    try (EmbeddedFlink flink =
        EmbeddedFlink.continuous(
            PARALLELISM, work(directory, "first"), CHECKPOINTS, Optional.of(conf))) {
      JobClient job = submit(flink, configuration);
      workload.platform().awaitCommitted(configuration, workload.events(), PATIENCE_MINUTES);
      stateBytes = api.stateBytes(job.getJobID());
      savepoint =
          job.stopWithSavepoint(
                  false,
                  work(directory, "savepoints").toUri().toString(),
                  SavepointFormatType.NATIVE)
              .get(PATIENCE_MINUTES, TimeUnit.MINUTES);
    }
    return new LearnedState(configuration, directory, stateBytes, savepoint);
  }

  /** Begins again, and reads so many events that came since. */
  Continued continueWith(long events) throws Exception {
    RestApi api = new RestApi();
    Path conf =
        api.configuration(
            directory.resolve("conf"), Map.of("execution.state-recovery.path", savepoint));
    Path work = Files.createTempDirectory(directory, "again-");
    try (EmbeddedFlink flink =
        EmbeddedFlink.continuous(PARALLELISM, work, CHECKPOINTS, Optional.of(conf))) {
      long begin = System.nanoTime();
      OpenEndedJob.define(flink.environment(), configuration);
      JobClient job = flink.environment().executeAsync(HolowardJob.NAME);
      long patience = begin + TimeUnit.MINUTES.toNanos(PATIENCE_MINUTES);
      while (!api.isRunning(job.getJobID())) {
        if (System.nanoTime() > patience) {
          throw new IllegalStateException("the job does not run again");
        }
        Thread.sleep(PAUSE_MILLIS);
      }
      double restored = (System.nanoTime() - begin) / 1e9;
      double rate = OpenEndedJob.awaitRate(events, Duration.ofMinutes(PATIENCE_MINUTES));
      OptionalDouble checkpoint = api.checkpointSeconds(job.getJobID());
      job.cancel().get(1, TimeUnit.MINUTES);
      return new Continued(restored, rate, checkpoint);
    } finally {
      FileUtils.deleteDirectoryQuietly(work.toFile());
    }
  }

  private static JobClient submit(EmbeddedFlink flink, Configuration configuration)
      throws Exception {
    HolowardJob.define(flink.environment(), configuration);
    return flink.environment().executeAsync(HolowardJob.NAME);
  }

  private static Path work(Path directory, String name) throws IOException {
    return Files.createDirectories(directory.resolve(name));
  }
}
