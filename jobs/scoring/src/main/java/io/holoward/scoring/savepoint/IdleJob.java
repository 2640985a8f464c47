package io.holoward.scoring.savepoint;

import io.holoward.detection.configuration.Configuration;
import io.holoward.scoring.job.EmbeddedFlink;
import io.holoward.scoring.topology.HolowardTopology;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;

/**
 * The topology of this build between ends that nothing comes from: its operators open, begin with
 * what they are seeded with, and store it as they would in a cluster. No broker is asked anything.
 */
final class IdleJob {

  private static final Duration BOUND = Duration.ofMinutes(30);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private IdleJob() {}

  /**
   * Runs it for as long as it takes to make a savepoint, in the canonical format.
   *
   * @param work a directory for what Flink needs meanwhile, and for the savepoint
   * @return the directory of the savepoint, in {@code work}
   * @throws IllegalStateException if the job fails
   */
  static Path savepoint(Configuration configuration, Path work) throws Exception {
    try (EmbeddedFlink flink = EmbeddedFlink.bounded(1, work)) {
      IdleEnds ends = new IdleEnds();
      HolowardTopology.define(flink.environment(), ends, ends, configuration);
      JobClient job = flink.environment().executeAsync("idle");
      Path savepoint = Path.of(URI.create(trigger(job, work)));
      job.cancel().get(BOUND.toSeconds(), TimeUnit.SECONDS);
      return savepoint;
    }
  }

  /** A savepoint is refused until every task runs. */
  private static String trigger(JobClient job, Path work) throws Exception {
    long end = System.nanoTime() + BOUND.toNanos();
    while (true) {
      try {
        return job.triggerSavepoint(work.toUri().toString(), SavepointFormatType.CANONICAL)
            .get(BOUND.toSeconds(), TimeUnit.SECONDS);
      } catch (ExecutionException notYet) {
        JobStatus status = job.getJobStatus().get(BOUND.toSeconds(), TimeUnit.SECONDS);
        if (status.isGloballyTerminalState() || System.nanoTime() > end) {
          throw failure(job, notYet);
        }
        Thread.sleep(PAUSE.toMillis());
      }
    }
  }

  private static IllegalStateException failure(JobClient job, ExecutionException refused)
      throws Exception {
    try {
      var unused = job.getJobExecutionResult().get(BOUND.toSeconds(), TimeUnit.SECONDS);
      return new IllegalStateException("no savepoint could be made", refused);
    } catch (ExecutionException failed) {
      return new IllegalStateException("no savepoint could be made", failed);
    }
  }
}
