package io.holoward.cli.embedded;

import io.holoward.cli.embedded.ServiceProcess.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/**
 * A schema registry that speaks Confluent's REST API, as a process of its own on a free port of
 * 127.0.0.1, with a heap of at most 256 MB. It keeps everything in memory; its log is {@code
 * registry.log} in its directory. Its compatibility is set to BACKWARD, Confluent's default,
 * because its own is none.
 */
public final class EmbeddedRegistry implements AutoCloseable {
  private static final Duration START_BOUND = Duration.ofSeconds(90);
  private static final Duration CALL_BOUND = Duration.ofSeconds(5);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(CALL_BOUND).build();
  private final ServiceProcess process;
  private final String url;

  private EmbeddedRegistry(ServiceProcess process, String url) {
    this.process = process;
    this.url = url;
  }

  /**
   * Starts a registry and waits until it answers.
   *
   * @param directory where its log goes; created when absent
   * @throws ServiceStartException when it does not answer in time
   */
  public static EmbeddedRegistry start(Distribution distribution, Path directory) {
    EmbeddedRegistry registry = launch(distribution, directory);
    registry.awaitReady();
    return registry;
  }

  /** Starts a registry that is not yet ready. */
  static EmbeddedRegistry launch(Distribution distribution, Path directory) {
    ServiceProcess.createDirectories(directory);
    Path runner = distribution.registryRunner().toAbsolutePath();
    int port = FreePort.find(1).get(0);
    Program program =
        new Program(
            "registry",
            List.of(
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"),
            List.of(runner.toString()),
            mainClass(runner),
            List.of());
    return new EmbeddedRegistry(
        ServiceProcess.start(program, directory), "http://127.0.0.1:" + port + "/apis/ccompat/v7");
  }

  private static String mainClass(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
    } catch (IOException e) {
      throw new UncheckedIOException("The registry's jar " + jar + " cannot be read", e);
    }
  }

  void awaitReady() {
    process.awaitReady(START_BOUND, () -> succeeds(request("/subjects").GET().build()));
    HttpRequest compatibility =
        request("/config")
            .PUT(BodyPublishers.ofString("{\"compatibility\": \"BACKWARD\"}"))
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .build();
    if (!succeeds(compatibility)) {
      close();
      throw process.failure("refused the compatibility BACKWARD");
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path)).timeout(CALL_BOUND);
  }

  private boolean succeeds(HttpRequest request) {
    try {
      HttpResponse<Void> response = client.send(request, BodyHandlers.discarding());
      return response.statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The base address of the Confluent REST API, without a slash at its end. */
  public String url() {
    return url;
  }

  /** Whether the process runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** The operating system's view of the process. */
  public ProcessHandle handle() {
    return process.handle();
  }

  @Override
  public void close() {
    process.close();
  }
}
