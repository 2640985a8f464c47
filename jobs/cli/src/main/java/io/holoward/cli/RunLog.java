package io.holoward.cli;

import java.nio.file.Path;

/**
 * The file a run logs to, named by the system property {@code holoward.log}, which the logging
 * configuration reads when the first line is logged. So a command sets it before it logs.
 */
public final class RunLog {
  private static final String PROPERTY = "holoward.log";
  private static final String NAME = "holoward.log";

  private RunLog() {}

  /** Logs to {@code holoward.log} in this directory, unless the user named another file. */
  public static void in(Path directory) {
    if (System.getProperty(PROPERTY) == null) {
      System.setProperty(PROPERTY, directory.resolve(NAME).toAbsolutePath().toString());
    }
  }

  /** The file. */
  public static Path file() {
    String named = System.getProperty(PROPERTY);
    return named != null ? Path.of(named) : Path.of(System.getProperty("java.io.tmpdir"), NAME);
  }
}
