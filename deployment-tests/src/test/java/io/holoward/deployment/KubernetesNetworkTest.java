package io.holoward.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the network policies of {@code docker/kubernetes} open, and whom selectors find. */
class KubernetesNetworkTest {

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void nothingIsOpenUnlessAPolicyOpensIt(String name) {
    JsonNode deny = Manifests.render(name).named("NetworkPolicy", "default-deny").get("spec");
    assertThat(deny.get("podSelector")).isEmpty();
    assertThat(Checkout.texts(deny.get("policyTypes"))).containsExactly("Ingress", "Egress");
    assertThat(deny.has("ingress") || deny.has("egress")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void everySelectorFindsPods(String name) {
    Overlay overlay = Overlay.of(name);
    for (String kind : List.of("NetworkPolicy", "PodDisruptionBudget", "PodMonitor")) {
      for (JsonNode object : overlay.manifests().all(kind)) {
        JsonNode spec = object.get("spec");
        JsonNode selector =
            spec.has("podSelector") ? spec.get("podSelector") : spec.get("selector");
        assertThat(overlay.apps())
            .as(object.at("/metadata/name").asText())
            .containsAll(selected(selector));
        assertThat(selector.at("/matchLabels/component").asText("jobmanager"))
            .isIn("", "jobmanager", "taskmanager");
      }
    }
  }

  private static List<String> selected(JsonNode selector) {
    List<String> apps = new ArrayList<>(Checkout.texts(selector.at("/matchExpressions/0/values")));
    if (selector.at("/matchLabels").has("app")) {
      apps.add(selector.at("/matchLabels/app").asText());
    }
    return apps;
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void theProcessesOfFlinkReachEachOther(String name) {
    Overlay overlay = Overlay.of(name);
    Map<String, String> flink = overlay.flinkConfiguration();
    Set<Integer> inside = overlay.ports("flink-inside", "ingress");
    assertThat(inside).isEqualTo(overlay.ports("flink-inside", "egress"));
    for (String key :
        List.of(
            "jobmanager.rpc.port",
            "taskmanager.rpc.port",
            "taskmanager.data.port",
            "blob.server.port",
            "metrics.internal.query-service.port",
            "rest.port")) {
      assertThat(inside).as(key).contains(Integer.valueOf(flink.get(key)));
    }
    assertThat(overlay.ports("operator", "ingress"))
        .containsExactly(Integer.valueOf(flink.get("rest.port")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void prometheusReachesTheMetricsOfEveryPod(String name) {
    Overlay overlay = Overlay.of(name);
    int ofFlink = Integer.parseInt(overlay.flinkConfiguration().get("metrics.reporter.prom.port"));
    List<String> ofCanary = Checkout.texts(overlay.canary().at("/containers/0/args"));
    String listen = ofCanary.get(ofCanary.indexOf("--listen") + 1);
    requireMetrics(overlay, "metrics", overlay.flink().at("/podTemplate/spec"), ofFlink);
    requireMetrics(
        overlay,
        "canary-metrics",
        overlay.canary(),
        Integer.parseInt(listen.substring(listen.indexOf(':') + 1)));
    assertThat(overlay.manifests().all("PodMonitor"))
        .hasSize(2)
        .allSatisfy(
            monitor ->
                assertThat(monitor.at("/spec/podMetricsEndpoints/0/port").asText())
                    .isEqualTo("metrics"));
  }

  private static void requireMetrics(Overlay overlay, String policy, JsonNode pod, int port) {
    assertThat(overlay.ports(policy, "ingress")).containsExactly(port);
    assertThat(pod.at("/containers/0/ports/0/containerPort").asInt()).isEqualTo(port);
    assertThat(pod.at("/containers/0/ports/0/name").asText()).isEqualTo("metrics");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void theWayLeadsToBrokerAndRegistryAndNoFurther(String name) {
    Overlay overlay = Overlay.of(name);
    Map<String, String> holoward = overlay.holoward();
    Set<Integer> needed = new TreeSet<>();
    for (String broker : holoward.get("kafka.bootstrap-servers").split(",", -1)) {
      needed.add(Integer.valueOf(broker.split(":", -1)[1]));
    }
    needed.add(URI.create(holoward.get("registry.url")).getPort());
    assertThat(overlay.ports("services", "egress")).isEqualTo(needed);
  }
}
