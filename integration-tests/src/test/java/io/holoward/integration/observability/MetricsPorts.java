package io.holoward.integration.observability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** The range of ports of which each process of a cluster takes one for its metrics. */
final class MetricsPorts {
  private static final int SIZE = 6;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final int first;

  private MetricsPorts(int first) {
    this.first = first;
  }

  /** A range that begins with a port nobody uses. */
  static MetricsPorts free() {
    return new MetricsPorts(freePort());
  }

  /** A port nobody uses. */
  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String range() {
    return first + "-" + (first + SIZE - 1);
  }

  /** Those on which metrics are served. */
  List<Integer> serving() {
    return IntStream.range(first, first + SIZE).boxed().filter(MetricsPorts::answers).toList();
  }

  private static boolean answers(int port) {
    try {
      return get(port).contains("flink_");
    } catch (UncheckedIOException nobody) {
      return false;
    }
  }

  /** What is served at a port. */
  static String get(int port) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
            .timeout(Duration.ofSeconds(10))
            .build();
    try {
      return CLIENT.send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while reading metrics", e);
    }
  }
}
