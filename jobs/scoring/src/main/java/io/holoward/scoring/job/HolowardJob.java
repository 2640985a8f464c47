package io.holoward.scoring.job;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.configuration.ConfigurationException;
import io.holoward.detection.finding.Finding;
import io.holoward.scoring.archive.Archive;
import io.holoward.scoring.database.AlarmDatabase;
import io.holoward.scoring.kafka.KafkaSinks;
import io.holoward.scoring.kafka.KafkaSources;
import io.holoward.scoring.topology.ForkedSinks;
import io.holoward.scoring.topology.HolowardTopology;
import io.holoward.scoring.topology.Sources;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.streaming.api.datastream.DataStream;
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

  /**
   * Defines the job over the topics of a configuration, with the archive and the database it names.
   *
   * @throws ConfigurationException if one of these could not be written
   */
  public static void define(StreamExecutionEnvironment env, Configuration configuration) {
    if (configuration.archive().isOn()) {
      new Archive(configuration.archive()).check(env);
    }
    if (configuration.database().isOn()) {
      new AlarmDatabase(configuration.database()).check();
    }
    plan(env, configuration);
  }

  /** Defines the same job without asking whether the archive and the database can be written. */
  public static void plan(StreamExecutionEnvironment env, Configuration configuration) {
    Sources sources = new KafkaSources(configuration);
    List<Consumer<DataStream<Finding>>> alarmsToo = new ArrayList<>();
    if (configuration.archive().isOn()) {
      Archive archive = new Archive(configuration.archive());
      sources = archive.tap(sources);
      alarmsToo.add(archive::findings);
    }
    if (configuration.database().isOn()) {
      alarmsToo.add(new AlarmDatabase(configuration.database())::findings);
    }
    HolowardTopology.define(
        env, sources, new ForkedSinks(new KafkaSinks(configuration), alarmsToo), configuration);
  }
}
