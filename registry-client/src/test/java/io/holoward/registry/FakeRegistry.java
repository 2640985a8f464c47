package io.holoward.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An HTTP server that gives fixed answers, as a registry would, and notes what it was asked. */
final class FakeRegistry implements AutoCloseable {

  private record Answer(int status, String body) {}

  private final HttpServer server;
  private final Map<String, Answer> answers = new HashMap<>();
  private final Map<String, Deque<Answer>> first = new HashMap<>();
  private final List<String> requests = new ArrayList<>();
  private final List<String> authorizations = new ArrayList<>();

  FakeRegistry() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  synchronized void answer(String path, int status, String body) {
    answers.put(path, new Answer(status, body));
  }

  /** Answers so once, before what {@link #answer} says; several such in their order. */
  synchronized void answerOnce(String path, int status, String body) {
    first.computeIfAbsent(path, key -> new ArrayDeque<>()).add(new Answer(status, body));
  }

  synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  synchronized List<String> authorizations() {
    return List.copyOf(authorizations);
  }

  private void handle(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    Answer answer = note(exchange);
    byte[] body = answer.body.getBytes(UTF_8);
    exchange.sendResponseHeaders(answer.status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private synchronized Answer note(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    requests.add(exchange.getRequestMethod() + " " + path);
    authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    Deque<Answer> once = first.getOrDefault(path, new ArrayDeque<>());
    if (!once.isEmpty()) {
      return once.remove();
    }
    return answers.getOrDefault(path, new Answer(404, "<html>no such page</html>"));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
