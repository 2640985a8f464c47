package io.holoward.integration.observability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holoward.integration.cluster.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;

/** A real Prometheus with the project's alert rules, which scrapes every five seconds. */
final class Prometheus implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration BOUND = Duration.ofSeconds(60);

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final String url;

  private Prometheus(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /** The program, where it is installed; the test is skipped where it is not. */
  static Path program(String name) {
    for (String directory : System.getenv("PATH").split(":", -1)) {
      Path program = Path.of(directory, name);
      if (Files.isExecutable(program)) {
        return program;
      }
    }
    Assumptions.abort(name + " is not installed: apt-get install prometheus");
    throw new IllegalStateException();
  }

  /**
   * Starts it.
   *
   * @param flink ports of the cluster's metrics
   * @param canary port of the canary's
   */
  static Prometheus start(Path directory, List<Integer> flink, int canary) {
    Path program = program("prometheus");
    int port = MetricsPorts.freePort();
    try {
      Path file = Files.createDirectories(directory).resolve("prometheus.yml");
      Files.writeString(file, configuration(flink, canary));
      Process process =
          new ProcessBuilder(
                  program.toString(),
                  "--config.file=" + file,
                  "--storage.tsdb.path=" + directory.resolve("data"),
                  "--web.listen-address=127.0.0.1:" + port)
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("prometheus.log").toFile())
              .start();
      Prometheus prometheus = new Prometheus(process, "http://127.0.0.1:" + port);
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      Await.until("Prometheus answers", BOUND, prometheus::isReady);
      return prometheus;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String configuration(List<Integer> flink, int canary) {
    String targets =
        flink.stream().map(port -> "'127.0.0.1:" + port + "'").collect(Collectors.joining(", "));
    return """
        global: {scrape_interval: 5s, evaluation_interval: 5s}
        rule_files: ['%s/docker/prometheus/rules/*.yml']
        scrape_configs:
          - {job_name: flink, static_configs: [{targets: [%s]}]}
          - {job_name: holoward-canary, static_configs: [{targets: ['127.0.0.1:%d']}]}
        """
        .formatted(ObservedJob.checkout(), targets, canary);
  }

  private boolean isReady() {
    try {
      return get("/-/ready").contains("Ready");
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  /** The result of an instant query: a list of series, each with its labels and its value. */
  JsonNode query(String expression) {
    JsonNode answer =
        json("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
    if (!answer.path("status").asText().equals("success")) {
      throw new IllegalStateException(expression + ": " + answer);
    }
    return answer.path("data").path("result");
  }

  /** The groups of rules it has loaded. */
  JsonNode rules() {
    return json("/api/v1/rules").path("data").path("groups");
  }

  private JsonNode json(String path) {
    try {
      return JSON.readTree(get(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String get(String path) {
    try {
      return client
          .send(HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while asking Prometheus", e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
