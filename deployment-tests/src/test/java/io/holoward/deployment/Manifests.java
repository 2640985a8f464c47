package io.holoward.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The objects of {@code docker/kubernetes}, as kustomize puts them together. */
record Manifests(List<JsonNode> objects) {
  static final Path KUBERNETES = Checkout.DOCKER.resolve("kubernetes");
  static final Path BASE = KUBERNETES.resolve("base");

  private static final Map<String, Manifests> RENDERED = new ConcurrentHashMap<>();

  /** Renders an overlay; skips the test where there is no kubectl. */
  static Manifests render(String overlay) {
    return RENDERED.computeIfAbsent(
        overlay,
        name -> {
          Tool.Result result = Kubectl.kustomize(KUBERNETES.resolve("overlays/" + name));
          assertThat(result.exitCode()).as(result.errors()).isZero();
          return new Manifests(Checkout.documents(result.output()));
        });
  }

  List<JsonNode> all(String kind) {
    return objects.stream().filter(object -> kind.equals(object.get("kind").asText())).toList();
  }

  JsonNode one(String kind) {
    assertThat(all(kind)).as(kind).hasSize(1);
    return all(kind).get(0);
  }

  JsonNode named(String kind, String name) {
    return all(kind).stream()
        .filter(object -> name.equals(object.at("/metadata/name").asText()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
  }
}
