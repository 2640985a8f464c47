package io.holoward.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The form of the objects in {@code docker/kubernetes}. */
class KubernetesFormTest {
  private static final KubernetesKinds KINDS = new KubernetesKinds();

  /** Read by kustomize and not by Kubernetes. */
  private static final Set<String> OF_KUSTOMIZE = Set.of("", "Kustomization");

  @Test
  void noFileHasAFieldThatItsReaderDoesNotKnow() throws IOException {
    List<String> mistakes = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Manifests.KUBERNETES)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
        Checkout.documents(Checkout.text(file)).stream()
            .filter(object -> !OF_KUSTOMIZE.contains(object.path("kind").asText()))
            .flatMap(object -> KINDS.mistakes(object).stream())
            .forEach(mistake -> mistakes.add(file.getFileName() + ": " + mistake));
      }
    }
    assertThat(mistakes).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void noObjectHasAFieldThatItsReaderDoesNotKnow(String overlay) {
    assertThat(Manifests.render(overlay).objects())
        .hasSizeGreaterThan(10)
        .allSatisfy(object -> assertThat(KINDS.mistakes(object)).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FlinkDeployment:/spec:upgradMode",
        "FlinkDeployment:/spec/podTemplate/spec/containers/0/securityContext:runAsNonRot",
        "FlinkDeployment:/spec/job:parallelismus",
        "NetworkPolicy:/spec/egress/0:prots",
        "Job:/spec/template/spec/containers/0:comand",
        "Deployment:/spec/strategy:typ",
        "PodDisruptionBudget:/spec:maxUnavailabel",
        "PodMonitor:/spec/podMetricsEndpoints/0:intervall",
        "Role:/rules/0:verb",
        "ConfigMap::dta"
      })
  void aMisspeltFieldIsFound(String place) {
    String[] parts = place.split(":", -1);
    JsonNode object =
        Manifests.render("dev").all(parts[0]).stream()
            .filter(each -> each.at(parts[1]).isObject())
            .findFirst()
            .orElseThrow()
            .deepCopy();
    assertThat(KINDS.mistakes(object)).isEmpty();
    ((ObjectNode) object.at(parts[1])).put(parts[2], "x");
    assertThat(KINDS.mistakes(object)).isNotEmpty();
  }

  @Test
  void aValueThatTheOperatorDoesNotKnowIsFound() {
    ObjectNode deployment = Manifests.render("dev").one("FlinkDeployment").deepCopy();
    ((ObjectNode) deployment.at("/spec/job")).put("upgradeMode", "hope");
    assertThat(KINDS.mistakes(deployment)).hasSize(1);
  }
}
