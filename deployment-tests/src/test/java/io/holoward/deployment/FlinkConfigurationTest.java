package io.holoward.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.holoward.scoring.job.EmbeddedFlink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessSpec;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Flink's configuration wherever it is written: for one machine, for compose, for Kubernetes. */
class FlinkConfigurationTest {
  private static final FlinkOptions OPTIONS = FlinkOptions.ofClassPath();
  private static final Map<String, String> FILE =
      Checkout.flat(Checkout.yaml(Checkout.FLINK_CONFIGURATION));

  /** What the operator sets by itself on Kubernetes, or each overlay has to. */
  private static final List<String> NOT_IN_BASE =
      List.of(
          "jobmanager.rpc.address",
          "jobmanager.bind-host",
          "jobmanager.memory.process.size",
          "rest.address",
          "rest.bind-address",
          "taskmanager.bind-host",
          "taskmanager.memory.process.size",
          "execution.checkpointing.dir",
          "execution.checkpointing.savepoint-dir");

  /** What is seen with Flink in the job's own process has to hold on a cluster. */
  private static final List<String> ALSO_EMBEDDED =
      List.of(
          "execution.buffer-timeout.interval",
          "execution.checkpointing.incremental",
          "execution.checkpointing.snapshot-compression",
          "pipeline.auto-generate-uids",
          "pipeline.generic-types",
          "pipeline.object-reuse",
          "state.backend.rocksdb.memory.partitioned-index-filters",
          "state.backend.type");

  enum Place {
    MACHINE,
    COMPOSE,
    DEV,
    PROD;

    Map<String, String> configuration() {
      return switch (this) {
        case MACHINE -> FILE;
        case COMPOSE -> with(FILE, Compose.read().flinkProperties());
        case DEV -> ofDeployment("dev");
        case PROD -> ofDeployment("prod");
      };
    }

    private static Map<String, String> ofDeployment(String overlay) {
      JsonNode spec = Manifests.render(overlay).one("FlinkDeployment").get("spec");
      return with(
          Checkout.flat(spec.get("flinkConfiguration")),
          Map.of(
              "jobmanager.memory.process.size",
              spec.at("/jobManager/resource/memory").asText(),
              "taskmanager.memory.process.size",
              spec.at("/taskManager/resource/memory").asText()));
    }

    private static Map<String, String> with(Map<String, String> first, Map<String, String> more) {
      Map<String, String> all = new TreeMap<>(first);
      all.putAll(more);
      return all;
    }
  }

  @ParameterizedTest
  @EnumSource
  void flinkKnowsEveryKeyAndAcceptsEveryValue(Place place) {
    assertThat(OPTIONS.size()).isGreaterThan(500);
    assertThat(OPTIONS.mistakes(place.configuration())).isEmpty();
  }

  @Test
  void aMisspeltKeyAndAnImpossibleValueAreFound() {
    Map<String, String> wrong = new HashMap<>(FILE);
    wrong.put("execution.checkpointing.intervall", "30s");
    wrong.put("execution.checkpointing.timeout", "soon");
    wrong.put("metrics.reporter.prom.prot", "9249");
    assertThat(OPTIONS.mistakes(wrong))
        .hasSize(3)
        .anyMatch(mistake -> mistake.startsWith("execution.checkpointing.intervall: no option"))
        .anyMatch(mistake -> mistake.startsWith("execution.checkpointing.timeout: soon is refused"))
        .anyMatch(mistake -> mistake.startsWith("metrics.reporter.prom.prot: no option"));
  }

  @ParameterizedTest
  @EnumSource
  void theMemoryOfEachProcessAddsUpToItsSize(Place place) {
    Configuration configuration = Configuration.fromMap(place.configuration());
    JobManagerProcessSpec jobManager = JobManagerProcessUtils.processSpecFromConfig(configuration);
    TaskExecutorProcessSpec taskManager =
        TaskExecutorProcessUtils.processSpecFromConfig(configuration);
    assertThat(jobManager.getJvmHeapMemorySize()).isGreaterThan(MemorySize.ofMebiBytes(384));
    assertThat(taskManager.getTaskHeapSize()).isGreaterThan(MemorySize.ofMebiBytes(384));
    assertThat(taskManager.getManagedMemorySize()).isGreaterThan(MemorySize.ofMebiBytes(384));
  }

  @Test
  void kubernetesRunsWithWhatTheFileSays() {
    Map<String, String> onKubernetes =
        Checkout.flat(
            Checkout.yaml(Manifests.BASE.resolve("flink-deployment.yaml"))
                .at("/spec/flinkConfiguration"));
    Map<String, String> expected = new TreeMap<>(FILE);
    expected.keySet().removeAll(NOT_IN_BASE);
    expected.put("metrics.reporter.prom.port", "9249");
    assertThat(onKubernetes).containsAllEntriesOf(expected);
  }

  @Test
  void embeddedFlinkRunsWithWhatTheFileSays(@TempDir Path directory) throws Exception {
    try (EmbeddedFlink embedded =
        EmbeddedFlink.continuous(1, directory, Duration.ofSeconds(30), Optional.empty())) {
      Map<String, String> configuration = embedded.environment().getConfiguration().toMap();
      assertThat(ALSO_EMBEDDED)
          .allSatisfy(
              key ->
                  assertThat(configuration.get(key).replace(" ", ""))
                      .as(key)
                      .isEqualTo(FILE.get(key)));
    }
  }

  @Test
  void kubernetesLogsAsTheFileSays() {
    JsonNode log =
        Checkout.yaml(Manifests.BASE.resolve("flink-deployment.yaml"))
            .at("/spec/logConfiguration/log4j-console.properties");
    assertThat(log.asText().strip()).isEqualTo(Checkout.text(Checkout.LOG_CONFIGURATION).strip());
  }
}
