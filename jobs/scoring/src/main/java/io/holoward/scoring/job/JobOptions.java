package io.holoward.scoring.job;

import io.holoward.detection.configuration.Configuration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that name a configuration, the same for the job and for the command. */
public final class JobOptions {

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "The configuration; without it the defaults hold.")
  private Path config;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Overrides one key of the configuration; may be given several times.")
  private List<String> overrides = new ArrayList<>();

  /**
   * The configuration that the options name.
   *
   * @throws io.holoward.detection.configuration.ConfigurationException with all that is wrong in it
   */
  public Configuration configuration() {
    return config == null
        ? Configuration.of(overrides.toArray(String[]::new))
        : Configuration.read(config, overrides);
  }
}
