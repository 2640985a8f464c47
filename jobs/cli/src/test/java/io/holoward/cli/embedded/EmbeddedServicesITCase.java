package io.holoward.cli.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holoward.cli.Topics;
import io.holoward.detection.configuration.Configuration;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real broker and the real registry, as processes. */
class EmbeddedServicesITCase {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  @TempDir private static Path directory;
  private static EmbeddedPlatform platform;

  @BeforeAll
  static void start() {
    platform = EmbeddedPlatform.start(Distribution.locate(), directory);
  }

  @AfterAll
  static void stop() {
    platform.close();
    assertThat(platform.broker().isAlive()).isFalse();
    assertThat(platform.registry().isAlive()).isFalse();
  }

  @Test
  void whatIsProducedIsConsumed() throws Exception {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", platform.broker().bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic("letters", 2, (short) 1))).all().get();
    }
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", platform.broker().bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>("letters", "a", "alpha")).get(30, TimeUnit.SECONDS);
    }
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", platform.broker().bootstrapServers(),
                "group.id", "readers",
                "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.subscribe(Set.of("letters"));
      assertThat(consumer.poll(Duration.ofSeconds(30)))
          .extracting(ConsumerRecord::value)
          .containsExactly("alpha");
    }
  }

  @Test
  void theTopicsOfAConfigurationAreCreatedOnceAndTheStatesCompacted() throws Exception {
    List<Topics.Topic> topics = Topics.of(Configuration.of());
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", platform.broker().bootstrapServers()))) {
      assertThat(Topics.create(admin, topics, 3, Optional.empty()))
          .hasSize(13)
          .allMatch(Topics.Outcome::created);
      assertThat(Topics.create(admin, topics, 5, Optional.empty()))
          .noneMatch(Topics.Outcome::created);
      assertThat(admin.describeTopics(List.of("process-events")).allTopicNames().get().values())
          .allSatisfy(topic -> assertThat(topic.partitions()).hasSize(3));
      ConfigResource states = new ConfigResource(ConfigResource.Type.TOPIC, "intended-states");
      assertThat(
              admin
                  .describeConfigs(List.of(states))
                  .all()
                  .get()
                  .get(states)
                  .get("cleanup.policy")
                  .value())
          .isEqualTo("compact");
    }
  }

  @Test
  void whatIsSentAtOnceToTopicsJustCreatedIsTaken() throws Exception {
    // Many: the broker tells of all of them before it leads the first.
    List<Topics.Topic> topics =
        IntStream.range(0, 20).mapToObj(i -> new Topics.Topic("new-" + i, false)).toList();
    int partitions = 10;
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", platform.broker().bootstrapServers()))) {
      Topics.create(admin, topics, partitions, Optional.empty());
    }
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    try (KafkaProducer<String, String> withoutRetries =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", platform.broker().bootstrapServers(),
                "enable.idempotence", "false",
                "retries", "0"),
            new StringSerializer(),
            new StringSerializer())) {
      for (Topics.Topic topic : topics) {
        for (int partition = 0; partition < partitions; partition++) {
          sent.add(
              withoutRetries.send(new ProducerRecord<>(topic.name(), partition, "a", "alpha")));
        }
      }
    }
    assertThat(sent).hasSize(200).allSatisfy(record -> assertThat(record.get().offset()).isZero());
  }

  @Test
  void anIncompatibleSchemaIsRefused() throws Exception {
    String subject = "/subjects/letters-value/versions";
    String required =
        "{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"Letter\\\",\\\"fields\\\":[%s]}";
    String sender = "{\\\"name\\\":\\\"sender\\\",\\\"type\\\":\\\"string\\\"}";
    assertThat(post(subject, "{\"schema\": \"" + required.formatted("") + "\"}")).isEqualTo(200);
    assertThat(post(subject, "{\"schema\": \"" + required.formatted(sender) + "\"}"))
        .isEqualTo(409);
  }

  private static int post(String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(platform.registry().url() + path))
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return CLIENT.send(request, BodyHandlers.discarding()).statusCode();
  }

  @Test
  void aServiceEndsWithTheProcessThatStartedIt(@TempDir Path work) throws Exception {
    Process starter =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                RegistryStarter.class.getName(),
                work.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long pid = Long.parseLong(starter.inputReader().readLine());
    ProcessHandle registry = ProcessHandle.of(pid).orElseThrow();

    starter.destroyForcibly().waitFor();

    registry.onExit().get(30, TimeUnit.SECONDS);
    assertThat(registry.isAlive()).isFalse();
  }

  @Test
  void aServiceThatDoesNotStartShowsItsLastWords(@TempDir Path work) {
    ServiceProcess process =
        ServiceProcess.start(
            new ServiceProcess.Program(
                "nobody", List.of(), List.of(), "io.holoward.Absent", List.of()),
            work);
    assertThatThrownBy(() -> process.awaitReady(Duration.ofSeconds(30), () -> false))
        .isInstanceOf(ServiceStartException.class)
        .hasMessageContaining("The nobody ended with code 1")
        .hasMessageContaining("ClassNotFoundException: io.holoward.Absent");
  }

  /** Starts a registry, prints its process id, and waits to be killed. */
  static final class RegistryStarter {
    private RegistryStarter() {}

    public static void main(String[] arguments) throws InterruptedException {
      EmbeddedRegistry registry =
          EmbeddedRegistry.start(Distribution.locate(), Path.of(arguments[0]));
      System.out.println(registry.handle().pid());
      System.out.flush();
      Thread.sleep(Duration.ofMinutes(5).toMillis());
    }
  }
}
