package io.holoward.telemetry;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Recorded telemetry that is no part of the project. */
public final class SharedData {

  private SharedData() {}

  /** A file or folder of it; where it is absent the calling test is skipped. */
  public static Path path(String relative) {
    Path path = Path.of(System.getProperty("shared.dir", "shared"), "data", relative);
    Assumptions.assumeTrue(Files.exists(path), () -> "recorded telemetry is absent: " + relative);
    return path;
  }
}
