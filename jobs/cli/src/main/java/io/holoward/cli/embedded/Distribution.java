package io.holoward.cli.embedded;

import io.holoward.cli.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the jars of the services lie.
 *
 * @param broker the directory that holds the jars of the broker
 * @param registry the directory that holds the runner jar of the registry and its {@code lib}
 */
public record Distribution(Path broker, Path registry) {

  /** The system property that names the directory of a distribution. */
  public static final String HOME_PROPERTY = "holoward.home";

  /**
   * Finds the services in the directory the system property {@value #HOME_PROPERTY} names, else in
   * the checkout this code was built in.
   *
   * @throws UserException when they are in neither; the message says how to build them
   */
  public static Distribution locate() {
    String home = System.getProperty(HOME_PROPERTY);
    Optional<Distribution> found =
        home != null
            ? Optional.of(new Distribution(Path.of(home, "broker"), Path.of(home, "registry")))
                .filter(Distribution::isComplete)
            : ofCheckout(ownCode());
    return found.orElseThrow(
        () ->
            new UserException(
                "The jars of the embedded broker and registry are not "
                    + (home != null ? "in " + home : "built")
                    + "; run \"mvn package\" for services/broker and services/registry first"));
  }

  static Optional<Distribution> ofCheckout(Path start) {
    return Stream.iterate(start, Objects::nonNull, Path::getParent)
        .map(
            directory ->
                new Distribution(
                    directory.resolve("services/broker/target/lib"),
                    directory.resolve("services/registry/target/registry")))
        .filter(Distribution::isComplete)
        .findFirst();
  }

  private boolean isComplete() {
    return Files.isDirectory(broker) && Files.isDirectory(registry) && findRunner().isPresent();
  }

  /** The jar that starts the registry. */
  Path registryRunner() {
    return findRunner().orElseThrow(() -> new UserException("There is no registry in " + registry));
  }

  private Optional<Path> findRunner() {
    try (Stream<Path> files = Files.list(registry)) {
      return files.filter(file -> file.toString().endsWith("-runner.jar")).findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path ownCode() {
    try {
      return Path.of(
          Distribution.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
