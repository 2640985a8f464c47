package io.holoward.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** An overlay of {@code docker/kubernetes} by what its objects are for. */
record Overlay(Manifests manifests) {

  /** Skips the test where it cannot be rendered. */
  static Overlay of(String name) {
    return new Overlay(Manifests.render(name));
  }

  /** The specification of the job's deployment. */
  JsonNode flink() {
    return manifests.one("FlinkDeployment").get("spec");
  }

  Map<String, String> flinkConfiguration() {
    return Checkout.flat(flink().get("flinkConfiguration"));
  }

  /** The pod that creates topics. */
  JsonNode topics() {
    return manifests.one("Job").at("/spec/template/spec");
  }

  /** The pod of the canary. */
  JsonNode canary() {
    return manifests.one("Deployment").at("/spec/template/spec");
  }

  /** What each kind of pod consists of. */
  List<JsonNode> pods() {
    return List.of(flink().at("/podTemplate/spec"), topics(), canary());
  }

  /** The label {@code app} of each kind of pod; Flink gives its pods the name of the deployment. */
  List<String> apps() {
    return List.of(
        manifests.one("FlinkDeployment").at("/metadata/name").asText(),
        manifests.one("Job").at("/spec/template/metadata/labels/app").asText(),
        manifests.one("Deployment").at("/spec/template/metadata/labels/app").asText());
  }

  /** The file of the job's configuration. */
  String holowardFile() {
    return manifests.one("ConfigMap").at("/data/holoward.yaml").asText();
  }

  /** The configuration of the job, by keys with dots. */
  Map<String, String> holoward() {
    return Checkout.flat(Checkout.documents(holowardFile()).get(0));
  }

  /**
   * The ports that a network policy opens.
   *
   * @param direction {@code ingress} or {@code egress}
   */
  Set<Integer> ports(String policy, String direction) {
    Set<Integer> ports = new TreeSet<>();
    for (JsonNode rule : manifests.named("NetworkPolicy", policy).at("/spec/" + direction)) {
      for (JsonNode port : rule.get("ports")) {
        int first = port.get("port").asInt();
        int last = port.path("endPort").asInt(first);
        for (int each = first; each <= last; each++) {
          ports.add(each);
        }
      }
    }
    return ports;
  }
}
