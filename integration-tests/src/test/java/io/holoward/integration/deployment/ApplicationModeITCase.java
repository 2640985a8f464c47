package io.holoward.integration.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holoward.cli.Holoward;
import io.holoward.cli.demo.AvroFleetCodec;
import io.holoward.cli.embedded.Distribution;
import io.holoward.cli.embedded.EmbeddedPlatform;
import io.holoward.cli.engine.FlinkEngine;
import io.holoward.integration.cluster.ApplicationCluster;
import io.holoward.integration.cluster.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/**
 * The job as the image starts it: in application mode, with the arguments of {@code
 * docker/compose.yaml}, the files of {@code flink-conf} as they are and the sizes of memory in
 * them.
 */
@Tag("faults")
class ApplicationModeITCase {
  private static final Duration BOUND = Duration.ofMinutes(3);
  private static final Path CHECKOUT = Path.of(System.getProperty("checkout.dir")).normalize();

  @TempDir private Path directory;
  private EmbeddedPlatform services;
  private Path configuration;

  @BeforeEach
  void startServices() throws IOException {
    services =
        EmbeddedPlatform.start(
            new Distribution(
                CHECKOUT.resolve("services/broker/target/lib"),
                CHECKOUT.resolve("services/registry/target/registry")),
            directory.resolve("services"));
    configuration =
        Files.writeString(
            directory.resolve("holoward.yaml"),
            """
            kafka.bootstrap-servers: %s
            kafka.group: application-mode
            registry.url: %s
            """
                .formatted(services.broker().bootstrapServers(), services.registry().url()));
  }

  @AfterEach
  void stopServices() {
    services.close();
  }

  private void holoward(String... arguments) {
    int exitCode =
        Holoward.commandLine(new FlinkEngine(), AvroFleetCodec::new)
            .execute(
                Stream.concat(Stream.of(arguments), Stream.of("--config", configuration.toString()))
                    .toArray(String[]::new));
    assertThat(exitCode).isZero();
  }

  /** What compose tells the job manager, with the configuration of this test. */
  @SuppressWarnings("unchecked")
  private List<String> arguments() throws IOException {
    Map<String, Map<String, Map<String, Object>>> compose =
        new Yaml().load(Files.readString(CHECKOUT.resolve("docker/compose.yaml")));
    List<String> command = (List<String>) compose.get("services").get("job-manager").get("command");
    return command.stream()
        .skip(1)
        .map(word -> word.replace("/etc/holoward/holoward.yaml", configuration.toString()))
        .toList();
  }

  private ApplicationCluster cluster() throws IOException {
    return ApplicationCluster.start(
        CHECKOUT.resolve("services/flink/target/lib"),
        CHECKOUT.resolve("flink-conf"),
        Path.of(System.getProperty("job.jar")),
        arguments(),
        directory,
        freePort());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void theShippedFilesRunTheJobAndItsLogIsJson() throws IOException {
    holoward("topics", "create", "--partitions", "2", "--replication", "1");
    try (ApplicationCluster cluster = cluster()) {
      Await.until("the job runs", BOUND, cluster::isRunning);
      holoward("simulate", "--to-kafka", "--hosts", "10", "--days", "0.1");
      Await.until("a checkpoint covers what was sent", BOUND, () -> committed() > 0);

      assertThat(checkpoints()).isNotEmpty();
      assertThat(cluster.jobManagerOutput().lines()).isNotEmpty().allMatch(this::isLogLine);
      assertThat(cluster.taskManagerOutput().lines()).isNotEmpty().allMatch(this::isLogLine);
    }
  }

  /** How many records of its topics the job has read and made a checkpoint of. */
  private long committed() {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", services.broker().bootstrapServers()))) {
      return admin
          .listConsumerGroupOffsets("application-mode")
          .partitionsToOffsetAndMetadata()
          .toCompletionStage()
          .toCompletableFuture()
          .join()
          .values()
          .stream()
          .mapToLong(OffsetAndMetadata::offset)
          .sum();
    }
  }

  private List<Path> checkpoints() {
    try (Stream<Path> files = Files.walk(directory.resolve("checkpoints"))) {
      return files.filter(file -> file.endsWith("_metadata")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isLogLine(String line) {
    try {
      return new ObjectMapper().readTree(line).hasNonNull("message");
    } catch (JsonProcessingException e) {
      return false;
    }
  }
}
