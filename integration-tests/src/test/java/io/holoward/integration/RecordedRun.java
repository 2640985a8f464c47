package io.holoward.integration;

import io.holoward.cli.Topics;
import io.holoward.cli.embedded.EmbeddedPlatform;
import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.lifecycle.ControlCommand;
import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.integration.cluster.Await;
import io.holoward.registry.RegistryConnection;
import io.holoward.registry.SchemaRegistry;
import io.holoward.scoring.codec.AvroRecordDecoder;
import io.holoward.scoring.codec.AvroRecordEncoder;
import io.holoward.scoring.codec.ControlMapping;
import io.holoward.scoring.codec.DecodeException;
import io.holoward.scoring.codec.EventRecordMapping;
import io.holoward.scoring.job.EmbeddedFlink;
import io.holoward.scoring.job.HolowardJob;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Topics of their own with what was sent to them, and the live job over them on a Flink in this
 * process.
 */
final class RecordedRun implements AutoCloseable {
  private static final Duration BOUND = Duration.ofMinutes(5);
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(2);

  private final EmbeddedPlatform platform;
  private final Configuration configuration;
  private final int partitions;
  private final KafkaTopics topics;
  private final SchemaRegistry registry;
  private long sent;

  /**
   * @param name what the names of the topics begin with
   * @param partitions of each topic
   * @param rules keys of the configuration, {@code key=value}
   */
  RecordedRun(EmbeddedPlatform platform, String name, int partitions, List<String> rules) {
    this.platform = platform;
    this.partitions = partitions;
    this.configuration = configuration(platform, name, rules);
    this.topics = new KafkaTopics(platform.broker().bootstrapServers());
    this.registry = RegistryConnection.to(platform.registry().url()).open();
    create(configuration);
  }

  /** Creates those topics of a configuration that are absent. */
  void create(Configuration named) {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", platform.broker().bootstrapServers()))) {
      Topics.create(admin, Topics.of(named), partitions, Optional.empty());
    }
  }

  private static Configuration configuration(
      EmbeddedPlatform platform, String name, List<String> rules) {
    List<String> keys = new ArrayList<>(rules);
    keys.add("kafka.bootstrap-servers=" + platform.broker().bootstrapServers());
    keys.add("kafka.group=" + name);
    keys.add("registry.url=" + platform.registry().url());
    for (String topic : List.of("process-events", "alarms", "flows", "control")) {
      keys.add("sources.%s.topic=%s.%s".formatted(topic, name, topic));
    }
    for (String topic :
        List.of(
            "scored-alarms",
            "scored-alarms-ocsf",
            "scored-alarms-ecs",
            "scored-alarms-json",
            "intended-states",
            "populations",
            "progress",
            "annotated-flows",
            "responses",
            "port-exceptions",
            "address-history",
            "dead-letters")) {
      keys.add("sinks.%s.topic=%s.%s".formatted(topic, name, topic));
    }
    return Configuration.of(keys.toArray(String[]::new));
  }

  Configuration configuration() {
    return configuration;
  }

  /** How many records were sent to the topics that the job reads. */
  long sent() {
    return sent;
  }

  /** Sends commands. */
  void command(List<ControlCommand> commands) {
    String topic = configuration.sources().control().topic();
    AvroRecordEncoder<io.holoward.schema.ControlCommand> encoder =
        new AvroRecordEncoder<>(io.holoward.schema.ControlCommand.class, topic, registry);
    for (ControlCommand command : commands) {
      topics.send(topic, null, command.id(), encoder.encode(ControlMapping.toRecord(command)));
    }
    sent += topics.awaitSent().size();
  }

  /** Sends events to a topic, keyed by host, in their order. */
  <T extends SpecificRecord> void send(
      String topic, Class<T> type, List<? extends TelemetryEvent> events) {
    AvroRecordEncoder<T> encoder = new AvroRecordEncoder<>(type, topic, registry);
    for (TelemetryEvent event : events) {
      topics.send(topic, null, event.host(), encode(encoder, type, event));
    }
    sent += topics.awaitSent().size();
  }

  /** Sends events to one partition of a topic after the other. */
  <T extends SpecificRecord> void spread(
      String topic, Class<T> type, List<? extends TelemetryEvent> events) {
    AvroRecordEncoder<T> encoder = new AvroRecordEncoder<>(type, topic, registry);
    for (int i = 0; i < events.size(); i++) {
      byte[] bytes = encode(encoder, type, events.get(i));
      topics.send(topic, i % partitions, events.get(i).host(), bytes);
    }
    sent += topics.awaitSent().size();
  }

  /** Sends what is no record. */
  void sendNonsense(String topic) {
    topics.send(topic, 0, null, "no Avro at all".getBytes(StandardCharsets.UTF_8));
    sent += topics.awaitSent().size();
  }

  private static <T extends SpecificRecord> byte[] encode(
      AvroRecordEncoder<T> encoder, Class<T> type, TelemetryEvent event) {
    return encoder.encode(type.cast(EventRecordMapping.toRecord(event)));
  }

  /**
   * Runs the job over what was sent and over what is sent meanwhile, until all is read and written;
   * then stops it, and event time comes to its end.
   *
   * @param meanwhile sends the rest, once the job has read what is there
   */
  void runLive(Path directory, int parallelism, Runnable meanwhile) throws Exception {
    try (EmbeddedFlink flink =
        EmbeddedFlink.continuous(parallelism, directory, CHECKPOINT_INTERVAL, Optional.empty())) {
      HolowardJob.define(flink.environment(), configuration);
      JobClient job = flink.environment().executeAsync(HolowardJob.NAME);
      awaitRead(job, sent);
      meanwhile.run();
      awaitRead(job, sent);
      stop(job, directory, true, SavepointFormatType.NATIVE);
    }
  }

  /**
   * Runs the job until it has read and written so much, then stops it with a savepoint that any
   * state backend reads.
   *
   * @param rules by which the job runs
   * @param savepoint where it goes on from; empty for a job that knows nothing
   * @param records how many it is to read
   * @param toTheEnd whether event time then comes to its end
   * @return the savepoint
   */
  String run(
      Configuration rules,
      Path directory,
      int parallelism,
      Optional<String> savepoint,
      long records,
      boolean toTheEnd)
      throws Exception {
    Path conf = Files.createDirectories(directory.resolve("conf"));
    Files.writeString(
        conf.resolve("config.yaml"),
        savepoint.map("execution.state-recovery.path: \"%s\"\n"::formatted).orElse("{}\n"));
    try (EmbeddedFlink flink =
        EmbeddedFlink.continuous(parallelism, directory, CHECKPOINT_INTERVAL, Optional.of(conf))) {
      HolowardJob.define(flink.environment(), rules);
      JobClient job = flink.environment().executeAsync(HolowardJob.NAME);
      awaitRead(job, records);
      return stop(job, directory, toTheEnd, SavepointFormatType.CANONICAL);
    }
  }

  private static String stop(
      JobClient job, Path directory, boolean toTheEnd, SavepointFormatType format)
      throws Exception {
    // All may be read while a task is still restoring its state: then no savepoint can be taken.
    Await.until("a checkpoint is completed", BOUND, () -> hasCheckpoint(directory, job));
    String savepoints = directory.resolve("savepoints").toUri().toString();
    return job.stopWithSavepoint(toTheEnd, savepoints, format)
        .get(BOUND.toSeconds(), TimeUnit.SECONDS);
  }

  private static boolean hasCheckpoint(Path directory, JobClient job) {
    Path checkpoints = directory.resolve("checkpoints").resolve(job.getJobID().toHexString());
    File[] completed = checkpoints.toFile().listFiles(file -> new File(file, "_metadata").isFile());
    return completed != null && completed.length > 0;
  }

  private static void awaitRead(JobClient job, long records) {
    Await.until("%d records are read".formatted(records), BOUND, () -> read(job) >= records);
  }

  private static long read(JobClient job) {
    try {
      return job.getAccumulators().get().get("read") instanceof Long count ? count : 0;
    } catch (ExecutionException notYet) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The records of a topic as they were written. */
  List<ConsumerRecord<byte[], byte[]>> raw(String topic) {
    return topics.read(topic);
  }

  /** The records of a topic. */
  <T extends SpecificRecord> List<T> read(Class<T> type, String topic) throws DecodeException {
    AvroRecordDecoder<T> decoder = new AvroRecordDecoder<>(type, registry);
    List<T> records = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : raw(topic)) {
      records.add(decoder.decode(record.value()));
    }
    return records;
  }

  /** The schemas of the topics. */
  String registryUrl() {
    return platform.registry().url();
  }

  /** The brokers that hold the topics. */
  String bootstrapServers() {
    return platform.broker().bootstrapServers();
  }

  @Override
  public void close() {
    topics.close();
    registry.close();
  }
}
