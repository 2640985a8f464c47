package io.holoward.integration;

import io.holoward.cli.embedded.Distribution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** What the build has made and the tests start, and where they may write. */
public final class Checkout {
  private Checkout() {}

  /** The jars of the broker and of the registry. */
  public static Distribution services() {
    return new Distribution(
        root().resolve("services/broker/target/lib"),
        root().resolve("services/registry/target/registry"));
  }

  /** The jars of Flink. */
  public static Path flinkLibrary() {
    return root().resolve("services/flink/target/lib");
  }

  /** The cluster configuration of the project. */
  public static Path flinkConfiguration() {
    return root().resolve("flink-conf/config.yaml");
  }

  /** The jar that is submitted. */
  public static Path jobJar() {
    return path("job.jar");
  }

  /** A directory below {@code target} that is empty now. */
  public static Path workDirectory() {
    return empty(path("work.dir"));
  }

  private static Path root() {
    return path("checkout.dir");
  }

  private static Path path(String property) {
    String value = System.getProperty(property);
    if (value == null) {
      throw new IllegalStateException("The system property " + property + " is not set");
    }
    return Path.of(value).toAbsolutePath().normalize();
  }

  private static Path empty(Path directory) {
    try {
      if (Files.exists(directory)) {
        try (Stream<Path> old = Files.walk(directory)) {
          for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(path);
          }
        }
      }
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
