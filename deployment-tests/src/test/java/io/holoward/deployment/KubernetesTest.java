package io.holoward.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That the objects of {@code docker/kubernetes} fit each other, the images and the programs. */
class KubernetesTest {

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void theConfigurationOfTheJobIsValid(String name, @TempDir Path directory) throws IOException {
    Path file =
        Files.writeString(directory.resolve("holoward.yaml"), Overlay.of(name).holowardFile());
    assertThat(CommandLines.check(file)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void jobAndCommandUnderstandTheirArguments(String name) {
    Overlay overlay = Overlay.of(name);
    String[] ofJob = Checkout.texts(overlay.flink().at("/job/args")).toArray(new String[0]);
    assertThat(CommandLines.ofJob(ofJob).hasMatchedOption("--config")).isTrue();
    assertThat(CommandLines.ofCommand(overlay.topics().at("/containers/0/args")).hasSubcommand())
        .isTrue();
    assertThat(CommandLines.ofCommand(overlay.canary().at("/containers/0/args")).hasSubcommand())
        .isTrue();
    assertThat(overlay.flink().at("/job/jarURI").asText())
        .isEqualTo("local://" + Dockerfile.OF_JOB.destinationOf("-job.jar"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void everythingThatIsMountedIsThere(String name) {
    Overlay overlay = Overlay.of(name);
    for (JsonNode pod : overlay.pods()) {
      List<String> volumes = Checkout.texts(pod.get("volumes"), "name");
      assertThat(Checkout.texts(pod.at("/containers/0/volumeMounts"), "name"))
          .containsExactlyInAnyOrderElementsOf(volumes);
      pod.get("volumes").forEach(volume -> requireSource(overlay.manifests(), volume));
    }
  }

  private static void requireSource(Manifests manifests, JsonNode volume) {
    if (volume.has("configMap")) {
      manifests.named("ConfigMap", volume.at("/configMap/name").asText());
    } else if (volume.has("persistentVolumeClaim")) {
      manifests.named(
          "PersistentVolumeClaim", volume.at("/persistentVolumeClaim/claimName").asText());
    } else if (volume.has("secret")) {
      assertThat(volume.at("/secret/secretName").asText()).isEqualTo("holoward-secrets");
    } else {
      assertThat(volume.at("/emptyDir/sizeLimit").asText()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void everyPathOfAConfigurationIsMounted(String name) {
    Overlay overlay = Overlay.of(name);
    List<String> mounts =
        Checkout.texts(
            overlay.flink().at("/podTemplate/spec/containers/0/volumeMounts"), "mountPath");
    List<String> paths = new ArrayList<>(overlay.flinkConfiguration().values());
    paths.addAll(overlay.holoward().values());
    assertThat(paths.stream().map(path -> path.replaceFirst("^file://", "")))
        .filteredOn(path -> path.startsWith("/"))
        .isNotEmpty()
        .allMatch(path -> mounts.stream().anyMatch(path::startsWith));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void podsHaveNoMoreRightsThanTheyNeed(String name) {
    Overlay overlay = Overlay.of(name);
    for (JsonNode pod : overlay.pods()) {
      assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
      assertThat(pod.at("/securityContext/runAsUser").asText())
          .isEqualTo(Dockerfile.OF_JOB.user().split(":", -1)[0]);
      assertThat(pod.at("/securityContext/seccompProfile/type").asText())
          .isEqualTo("RuntimeDefault");
      JsonNode container = pod.at("/containers/0/securityContext");
      assertThat(container.get("readOnlyRootFilesystem").asBoolean()).isTrue();
      assertThat(container.get("allowPrivilegeEscalation").asBoolean(true)).isFalse();
      assertThat(Checkout.texts(container.at("/capabilities/drop"))).containsExactly("ALL");
    }
    for (JsonNode rule : overlay.manifests().one("Role").get("rules")) {
      assertThat(Checkout.texts(rule.get("resources"))).doesNotContain("secrets", "*");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void imagesAreOfThisVersion(String name) {
    Overlay overlay = Overlay.of(name);
    String version = System.getProperty("project.version");
    assertThat(overlay.flink().get("image").asText()).isEqualTo("holoward/holoward:" + version);
    for (JsonNode pod : List.of(overlay.topics(), overlay.canary())) {
      assertThat(pod.at("/containers/0/image").asText()).isEqualTo("holoward/cli:" + version);
    }
    String[] flinkVersion = System.getProperty("flink.version").split("\\.", -1);
    assertThat(overlay.flink().get("flinkVersion").asText())
        .isEqualTo("v" + flinkVersion[0] + "_" + flinkVersion[1]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void noSubtaskIsWithoutAPartition(String name) {
    Overlay overlay = Overlay.of(name);
    List<String> arguments = Checkout.texts(overlay.topics().at("/containers/0/args"));
    int partitions = Integer.parseInt(arguments.get(arguments.indexOf("--partitions") + 1));
    int parallelism = overlay.flink().at("/job/parallelism").asInt();
    assertThat(partitions).isGreaterThanOrEqualTo(parallelism);
    assertThat(overlay.flinkConfiguration().get("parallelism.default"))
        .isEqualTo(Integer.toString(parallelism));
  }

  @Test
  void productionOutlivesTheLossOfAnyOneProcess() {
    Overlay overlay = Overlay.of("prod");
    assertThat(overlay.flink().at("/jobManager/replicas").asInt()).isGreaterThan(1);
    assertThat(overlay.flink().at("/job/upgradeMode").asText()).isEqualTo("savepoint");
    Map<String, String> configuration = overlay.flinkConfiguration();
    assertThat(configuration).containsEntry("high-availability.type", "kubernetes");
    assertThat(
            List.of(
                "high-availability.storageDir",
                "execution.checkpointing.dir",
                "execution.checkpointing.savepoint-dir"))
        .allSatisfy(key -> assertThat(configuration.get(key)).startsWith("s3p://"));
    assertThat(overlay.manifests().all("PodDisruptionBudget")).hasSize(2);
  }
}
