package io.holoward.benchmarks.scale;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;

/**
 * What a job keeps after it has read a topic, how long a checkpoint of it takes, and how long it
 * takes to begin again with it.
 *
 * @param stateBytes of the checkpoint after the last event
 * @param checkpointSeconds it took from end to end
 * @param restoreSeconds from the submission until every task had its state and ran
 */
record StateRun(double stateBytes, double checkpointSeconds, double restoreSeconds) {

  private static final int PARALLELISM = 2;
  private static final Duration CHECKPOINTS = Duration.ofSeconds(10);
  private static final long PATIENCE_MINUTES = 60;
  private static final long PAUSE_MILLIS = 20;

  /** The topics that are empty must not hold event time back until all is read. */
  private static final String PROMPT = "time.idleness=1 s";

  /**
   * Reads the topic, and begins again.
   *
   * @param directory for its files
   * @param settings of the job
   */
  static StateRun of(Workload workload, Path directory, List<String> settings) throws Exception {
    Configuration configuration =
        workload
            .configuration()
            .with(settings)
            .with(List.of("kafka.group=" + directory.getFileName(), PROMPT));
    RestApi api = new RestApi();
    Path conf = api.configuration(directory.resolve("conf"), Map.of());
    String savepoint;
    JsonNode checkpoint;
    try (EmbeddedFlink flink =
        EmbeddedFlink.continuous(
            PARALLELISM, work(directory, "first"), CHECKPOINTS, Optional.of(conf))) {
      JobClient job = submit(flink, configuration);
      workload.platform().awaitCommitted(configuration, workload.events(), PATIENCE_MINUTES);
      checkpoint = api.latestCheckpoint(job.getJobID());
      savepoint =
          job.stopWithSavepoint(
                  false,
                  work(directory, "savepoints").toUri().toString(),
                  SavepointFormatType.NATIVE)
              .get(PATIENCE_MINUTES, TimeUnit.MINUTES);
    }
    return new StateRun(
        checkpoint.path("state_size").asDouble(),
        checkpoint.path("end_to_end_duration").asDouble() / 1e3,
        restore(configuration, directory, savepoint));
  }

  private static double restore(Configuration configuration, Path directory, String savepoint)
      throws Exception {
    RestApi api = new RestApi();
    Path conf =
        api.configuration(
            directory.resolve("conf"), Map.of("execution.state-recovery.path", savepoint));
    try (EmbeddedFlink flink =
        EmbeddedFlink.continuous(
            PARALLELISM, work(directory, "second"), CHECKPOINTS, Optional.of(conf))) {
      long begin = System.nanoTime();
      JobClient job = submit(flink, configuration);
      long patience = begin + TimeUnit.MINUTES.toNanos(PATIENCE_MINUTES);
      while (!api.isRunning(job.getJobID())) {
        if (System.nanoTime() > patience) {
          throw new IllegalStateException("the job does not run again");
        }
        Thread.sleep(PAUSE_MILLIS);
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      job.cancel().get(1, TimeUnit.MINUTES);
      return seconds;
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
