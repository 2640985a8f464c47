package io.holoward.cli.canary;

import com.sun.net.httpserver.HttpServer;
import io.holoward.cli.UserException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** Serves a text at {@code /metrics} for Prometheus to scrape. */
public final class MetricsPage implements AutoCloseable {

  private final HttpServer server;

  private MetricsPage(HttpServer server) {
    this.server = server;
  }

  /**
   * Starts to serve.
   *
   * @throws UserException when the address cannot be listened on
   */
  public static MetricsPage serve(InetSocketAddress address, Supplier<String> text) {
    HttpServer server;
    try {
      server = HttpServer.create(address, 0);
    } catch (IOException e) {
      throw new UserException(
          "Cannot listen on %s:%d: %s; choose another address with --listen"
              .formatted(address.getHostString(), address.getPort(), e.getMessage()),
          e);
    }
    server.createContext(
        "/metrics",
        exchange -> {
          byte[] body = text.get().getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
          exchange.sendResponseHeaders(200, body.length);
          try (var out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
    server.start();
    return new MetricsPage(server);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
