package io.holoward.cli.command;

import io.holoward.cli.RunLog;
import io.holoward.cli.UserException;
import io.holoward.cli.engine.Engine;
import io.holoward.cli.engine.RunningJob;
import io.holoward.detection.configuration.Configuration;
import io.holoward.scoring.decode.Registries;
import io.holoward.scoring.job.ConfigurationOptions;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code holoward run}: the job against the configured brokers, until it is stopped. */
@Command(
    name = "run",
    description = "Run the scoring job on an embedded Flink against the configured brokers.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
public final class RunCommand implements Callable<Integer> {
  private final Engine engine;

  @Mixin private ConfigurationOptions options;
  @Spec private CommandSpec spec;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      defaultValue = "holoward-run",
      description = "Where state, checkpoints and the log go.")
  private Path directory;

  @Option(
      names = "--flink-conf",
      paramLabel = "DIR",
      description =
          "Directory of a Flink configuration (config.yaml): checkpoints, backend, memory, metrics."
              + " Its keys win over the embedded defaults.")
  private Path flinkConf;

  public RunCommand(Engine engine) {
    this.engine = engine;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (!options.hasFile()) {
      throw new UserException("run needs --config FILE: it names the brokers and the registry");
    }
    Configuration configuration = options.read();
    // A secret that is not there would else be told by the job alone, again and again.
    configuration.kafka().resolvedProperties();
    var unused = Registries.connection(configuration.registry());
    WorkDirectory work = WorkDirectory.at(directory);
    RunLog.in(work.path());
    try (RunningJob job =
        engine.start(configuration, work.path(), Optional.ofNullable(flinkConf))) {
      Thread stop = new Thread(job::close, "stop");
      Runtime.getRuntime().addShutdownHook(stop);
      spec.commandLine()
          .getOut()
          .printf(
              "Running on %s; Ctrl-C stops. The log is %s.%n",
              configuration.kafka().bootstrapServers(), RunLog.file());
      spec.commandLine().getOut().flush();
      job.await();
    }
    return 0;
  }
}
