package io.holoward.cli.command;

import io.holoward.cli.UserException;
import io.holoward.detection.configuration.Configuration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that make up a configuration: a file, and single keys over it. */
final class ConfigurationOptions {
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
   */
  Configuration read(String... more) {
    List<String> all = new ArrayList<>(List.of(more));
    all.addAll(overrides == null ? List.of() : overrides);
    if (organisation != null) {
      all.add("organisation=" + organisation);
    }
    if (file == null) {
      return Configuration.of(all.toArray(String[]::new));
    }
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new UserException("The configuration " + file + " is not a readable file");
    }
    return Configuration.read(file, all);
  }

  boolean hasFile() {
    return file != null;
  }
}
