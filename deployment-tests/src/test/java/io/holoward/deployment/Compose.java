package io.holoward.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** {@code docker/compose.yaml}. */
record Compose(JsonNode root) {
  static final Path FILE = Checkout.DOCKER.resolve("compose.yaml");

  static Compose read() {
    return new Compose(Checkout.yaml(FILE));
  }

  JsonNode service(String name) {
    return root.at("/services/" + name);
  }

  /** All services by name. */
  Map<String, JsonNode> services() {
    Map<String, JsonNode> services = new TreeMap<>();
    root.get("services").properties().forEach(e -> services.put(e.getKey(), e.getValue()));
    return services;
  }

  /** What the image of Flink adds to its configuration. */
  Map<String, String> flinkProperties() {
    String properties = service("job-manager").at("/environment/FLINK_PROPERTIES").asText();
    return Checkout.flat(Checkout.documents(properties).get(0));
  }
}
