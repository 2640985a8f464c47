package io.holoward.scoring.job;

import io.holoward.detection.configuration.Configuration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/**
 * The options that make up a configuration: a file, and single keys over it; the same for the job
 * on a cluster and for the command.
 */
public final class ConfigurationOptions {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration (YAML). Without it every key has its default.")
  private Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Set one key, over the file; may be repeated, the last one wins."
              + " \"config show\" lists the keys.")
  private List<String> overrides;

  @Option(
      names = "--organisation",
      paramLabel = "NAME",
      description = "The tenant, where the telemetry does not name it (the key organisation).")
  private String organisation;

  /**
   * The configuration these options describe.
   *
   * @param more further overrides, {@code key=value}, that a user's own win over
   * @throws io.holoward.detection.configuration.ConfigurationException with all that is wrong in it
   */
  public Configuration read(String... more) {
    List<String> all = new ArrayList<>(List.of(more));
    all.addAll(overrides == null ? List.of() : overrides);
    if (organisation != null) {
      all.add("organisation=" + organisation);
    }
    return file == null
        ? Configuration.of(all.toArray(String[]::new))
        : Configuration.read(file, all);
  }

  /** Whether a file was named. */
  public boolean hasFile() {
    return file != null;
  }
}
