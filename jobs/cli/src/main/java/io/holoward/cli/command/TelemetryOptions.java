package io.holoward.cli.command;

import io.holoward.cli.UserException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say which recorded telemetry to read; the same for each command that does. */
final class TelemetryOptions {

  @Option(
      names = "--input",
      paramLabel = "PATH",
      arity = "1..*",
      description = "Files and folders of telemetry, gzipped or not; - is the standard input.")
  private List<Path> inputs;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      defaultValue = "auto",
      description = "Format of the telemetry; auto looks at the content.")
  private String format;

  /** Whether anything to read was named. */
  boolean areGiven() {
    return inputs != null;
  }

  /** What to read, at least one file or folder. */
  List<Path> inputs() {
    if (inputs == null) {
      throw new UserException("Missing option: --input PATH says what to read");
    }
    return inputs;
  }

  /** A telemetry format's name, or {@code auto}. */
  String format() {
    return format;
  }
}
