package io.holoward.registry;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * How to reach a registry.
 *
 * @param url base of the Confluent REST API, {@code http} or {@code https}
 * @param user name for basic authentication, or null for none
 * @param password its password, or null for none; never printed
 * @param properties further properties of Confluent's client, such as {@code
 *     ssl.truststore.location}, {@code bearer.auth.token} or {@code http.read.timeout.ms}; values
 *     are never printed
 */
public record RegistryConnection(
    String url, String user, String password, Map<String, String> properties)
    implements SchemaRegistry.Provider {

  private static final String CLIENT_NAMESPACE = "schema.registry.";

  private static final Map<String, String> TIMEOUTS =
      Map.of("http.connect.timeout.ms", "5000", "http.read.timeout.ms", "10000");

  public RegistryConnection {
    properties = Map.copyOf(properties);
    if (!isHttp(url)) {
      throw new IllegalArgumentException(
          "registry url: expected http://host:port/path or https://…, got: " + url);
    }
    if ((user == null) != (password == null)) {
      throw new IllegalArgumentException("registry: user and password go together");
    }
  }

  /** A registry without authentication. */
  public static RegistryConnection to(String url) {
    return new RegistryConnection(url, null, null, Map.of());
  }

  @Override
  public SchemaRegistry open() {
    return new ConfluentSchemaRegistry(this);
  }

  /** What Confluent's client is configured with; properties given win over the defaults. */
  Map<String, String> clientConfiguration() {
    Map<String, String> configuration = new HashMap<>(TIMEOUTS);
    if (user != null) {
      configuration.put("basic.auth.credentials.source", "USER_INFO");
      configuration.put("basic.auth.user.info", user + ":" + password);
    }
    properties.forEach((name, value) -> configuration.put(clientName(name), value));
    return configuration;
  }

  /** Confluent's client takes the settings of TLS by a name of its own, and no other. */
  private static String clientName(String name) {
    return name.startsWith("ssl.") ? CLIENT_NAMESPACE + name : name;
  }

  private static boolean isHttp(String url) {
    try {
      URI uri = URI.create(url);
      return uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getUserInfo() == null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return "RegistryConnection[url=" + url + ", user=" + user + "]";
  }
}
