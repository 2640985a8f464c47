package io.holoward.integration.security;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** What stands before a registry in production: it ends TLS, and asks for user and password. */
final class RegistryGate implements AutoCloseable {
  /** Who may pass. */
  static final String USER = "reader";

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(8);
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI registry;

  private RegistryGate(HttpsServer server, URI registry) {
    this.server = server;
    this.registry = registry;
  }

  /** Opens a gate before a registry, on a port of 127.0.0.1, with a certificate. */
  static RegistryGate open(String registry, Path keyStore, String password) {
    try {
      HttpsServer server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(tls(keyStore)));
      RegistryGate gate = new RegistryGate(server, URI.create(registry));
      server
          .createContext("/", gate::pass)
          .setAuthenticator(
              new BasicAuthenticator("registry") {
                @Override
                public boolean checkCredentials(String user, String given) {
                  return user.equals(USER) && given.equals(password);
                }
              });
      server.setExecutor(gate.threads);
      server.start();
      return gate;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("The gate of the registry does not open", e);
    }
  }

  /** How HTTP sends the password of {@link #USER}. */
  static String authorization(String password) {
    byte[] login = (USER + ":" + password).getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(login);
  }

  private static SSLContext tls(Path keyStore) throws GeneralSecurityException, IOException {
    char[] password = KeyStores.PASSWORD.toCharArray();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keyStore)) {
      keys.load(in, password);
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] asked = exchange.getRequestBody().readAllBytes();
      HttpRequest.Builder request =
          HttpRequest.newBuilder(registry.resolve(exchange.getRequestURI()))
              .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(asked));
      String type = exchange.getRequestHeaders().getFirst("Content-Type");
      if (type != null) {
        request.header("Content-Type", type);
      }
      HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
      answer
          .headers()
          .firstValue("Content-Type")
          .ifPresent(value -> exchange.getResponseHeaders().set("Content-Type", value));
      exchange.sendResponseHeaders(
          answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Its address, with the path of the registry. */
  String url() {
    return "https://localhost:" + server.getAddress().getPort() + registry.getPath();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
