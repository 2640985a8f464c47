package io.holoward.scoring.job;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.configuration.ConfigurationException;
import io.holoward.scoring.kafka.KafkaSinks;
import io.holoward.scoring.kafka.KafkaSources;
import io.holoward.scoring.topology.HolowardTopology;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;

/**
 * The job for a Flink cluster: {@code flink run holoward-job.jar --config FILE [--set key=value]…}.
 * Parallelism, checkpointing, state backend and high availability belong to the cluster's
 * configuration.
 */
@CommandLine.Command(
    name = "holoward-job",
    mixinStandardHelpOptions = true,
    description = "Scores the telemetry of the configured topics.")
public final class HolowardJob implements Runnable {

  /** The exit code of a user's error. */
  public static final int USER_ERROR = 2;

  /** The name of the job in Flink. */
  public static final String NAME = "holoward";

  @CommandLine.Mixin private ConfigurationOptions options;

  /** Submits the job; never returns normally after a user's error. */
  public static void main(String[] args) {
    CommandLine command =
        new CommandLine(new HolowardJob())
            .setExecutionExceptionHandler(
                (failure, line, result) -> {
                  if (failure instanceof ConfigurationException) {
                    line.getErr().println(failure.getMessage());
                    return USER_ERROR;
                  }
                  throw failure;
                });
    int exitCode = command.execute(args);
    if (exitCode != 0) {
      throw new JobNotSubmittedException(exitCode);
    }
  }

  @Override
  public void run() {
    Configuration configuration = options.read();
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    define(env, configuration);
    try {
      env.executeAsync(NAME);
    } catch (Exception e) {
      throw new IllegalStateException("the job could not be submitted", e);
    }
  }

  /** Defines the job over the topics of a configuration. */
  public static void define(StreamExecutionEnvironment env, Configuration configuration) {
    HolowardTopology.define(
        env, new KafkaSources(configuration), new KafkaSinks(configuration), configuration);
  }
}
