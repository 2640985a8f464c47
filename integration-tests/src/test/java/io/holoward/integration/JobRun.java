package io.holoward.integration;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.observation.AlarmEvent;
import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.integration.cluster.Await;
import io.holoward.integration.cluster.FlinkRest;
import io.holoward.schema.Alarm;
import io.holoward.schema.IntendedStateSnapshot;
import io.holoward.schema.ProcessEvent;
import io.holoward.schema.ScoredAlarm;
import io.holoward.scoring.codec.AvroRecordDecoder;
import io.holoward.scoring.codec.AvroRecordEncoder;
import io.holoward.scoring.codec.DecodeException;
import io.holoward.scoring.codec.EventMapping;
import io.holoward.telemetry.simulator.SysmonJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** One run of the job over topics of its own: what is sent to it, and what it answers. */
final class JobRun {
  private static final Duration BOUND = Duration.ofMinutes(2);

  /** Kept small enough for a simulated day and a half to protect processes. */
  private static final String CONFIGURATION =
      """
      promotion:
        min-age: 20 h
      population:
        ready-at: "2025-03-04T03:00:00Z"
      time:
        # Each partition goes on to the end: none may be taken for idle while a task manager is away.
        idleness: 10 min
      """;

  private final TestPlatform platform;
  private final List<String> arguments = new ArrayList<>();
  private final Configuration configuration;
  private final Function<TelemetryEvent, byte[]> format;
  private final AvroRecordEncoder<Alarm> alarms;
  private long sent;
  private String job;

  private JobRun(TestPlatform platform, String name, String processEventFormat, String delivery) {
    this.platform = platform;
    List<String> overrides =
        List.of(
            "kafka.bootstrap-servers=" + platform.bootstrapServers(),
            "kafka.group=" + name,
            "kafka.delivery=" + delivery,
            "kafka.transactional-id-prefix=" + name,
            "registry.url=" + platform.registryUrl(),
            "sources.process-events.topic=" + name + ".process-events",
            "sources.process-events.format=" + processEventFormat,
            "sources.alarms.topic=" + name + ".alarms",
            "sources.control.topic=" + name + ".control",
            "sinks.scored-alarms.topic=" + name + ".scored-alarms",
            "sinks.intended-states.topic=" + name + ".intended-states",
            "sinks.progress.topic=" + name + ".progress",
            "sinks.dead-letters.topic=" + name + ".dead-letters");
    Path file = platform.directory().resolve("holoward.yaml");
    write(file);
    configuration = Configuration.read(file, overrides);
    arguments.addAll(List.of("--config", file.toString()));
    overrides.forEach(override -> arguments.addAll(List.of("--set", override)));
    AvroRecordEncoder<ProcessEvent> events =
        new AvroRecordEncoder<>(ProcessEvent.class, processEvents(), platform.registry());
    format =
        processEventFormat.equals("avro")
            ? event -> events.encode(EventMapping.toRecord(event))
            : event -> SysmonJson.write(event).getBytes(StandardCharsets.UTF_8);
    alarms =
        new AvroRecordEncoder<>(
            Alarm.class, configuration.sources().alarms().topic(), platform.registry());
    platform.topics().create(configuration);
  }

  /** A run whose process events are in Avro. */
  static JobRun ofAvro(TestPlatform platform, String name) {
    return new JobRun(platform, name, "avro", "at-least-once");
  }

  /** The same, writing everything exactly once. */
  static JobRun ofExactlyOnce(TestPlatform platform, String name) {
    return new JobRun(platform, name, "avro", "exactly-once");
  }

  /** A run whose process events are lines as Sysmon exports them. */
  static JobRun ofSysmon(TestPlatform platform, String name) {
    return new JobRun(platform, name, "sysmon", "at-least-once");
  }

  private static void write(Path file) {
    try {
      Files.writeString(file, CONFIGURATION);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The topic of process events. */
  String processEvents() {
    return configuration.sources().processEvents().topic();
  }

  /** The bytes of an event in this run's format. */
  byte[] encode(TelemetryEvent event) {
    return format.apply(event);
  }

  /** Sends process events, keyed by host. */
  void send(List<TelemetryEvent> events) {
    events.forEach(
        event -> platform.topics().send(processEvents(), null, event.host(), encode(event)));
    sent += platform.topics().awaitSent().size();
  }

  /** Sends bytes to the topic of process events. */
  void sendRaw(int partition, byte[] record) {
    platform.topics().send(processEvents(), partition, null, record);
    sent += platform.topics().awaitSent().size();
  }

  /** Sends an alarm of another product. */
  void send(AlarmEvent alarm) {
    sendAlarm(0, alarm);
    sent += platform.topics().awaitSent().size();
  }

  /**
   * Sends what lets the topic of alarms, on which nothing else comes, not hold event time back. A
   * job that was restored has to be told again: how far event time was is no part of its state.
   */
  void sendAlarmClock(FleetTelemetry fleet) {
    for (int partition = 0; partition < KafkaTopics.PARTITIONS; partition++) {
      sendAlarm(partition, fleet.alarmClock(partition));
    }
    sent += platform.topics().awaitSent().size();
  }

  private void sendAlarm(int partition, AlarmEvent alarm) {
    platform
        .topics()
        .send(
            configuration.sources().alarms().topic(),
            partition,
            alarm.host(),
            alarms.encode(EventMapping.toRecord(alarm)));
  }

  /** Sends what lets each partition reach the end of event time. */
  void sendClock(FleetTelemetry fleet) {
    for (int partition = 0; partition < KafkaTopics.PARTITIONS; partition++) {
      sendRaw(partition, encode(fleet.clock()));
    }
  }

  /** How many records were sent to the job's sources. */
  long sent() {
    return sent;
  }

  /** Submits the job. */
  void start() {
    job = platform.flink().run(TestPlatform.jobJar(), arguments);
  }

  /** Stops the job with a savepoint and submits it again to go on from there. */
  void restartFromSavepoint() {
    String savepoint = platform.flink().stop(job);
    job = platform.flink().runFrom(savepoint, TestPlatform.jobJar(), arguments);
  }

  /** Waits until the job, since it was last submitted, was restored so often and runs again. */
  void awaitRestored(int times) {
    Await.until(
        "the job is restored",
        BOUND,
        () -> rest().restored(job) >= times && rest().allTasksRun(job));
  }

  /** Waits until the job, since it was last started, has read as many records and kept them. */
  void awaitRead(long records) {
    Await.until("records are read", BOUND, () -> accumulator("read") >= records);
    awaitCheckpoint();
  }

  /** Waits until the job has closed everything and has written what came of it. */
  void awaitEnd() {
    Await.until(
        "the job has reached the end of event time",
        BOUND,
        () ->
            rest().smallest(job, "intended-states", "currentOutputWatermark").orElse(Long.MIN_VALUE)
                >= FleetTelemetry.closedAt());
    awaitCheckpoint();
  }

  /** Of two checkpoints the second has begun after now; with it the sinks have written all. */
  private void awaitCheckpoint() {
    int completed = rest().completedCheckpoints(job);
    Await.until(
        "two checkpoints are completed",
        BOUND,
        () -> rest().completedCheckpoints(job) >= completed + 2);
  }

  /** How often the job was restored since it was last submitted. */
  int restored() {
    return rest().restored(job);
  }

  String state() {
    return rest().state(job);
  }

  long accumulator(String name) {
    return rest().accumulator(job, name);
  }

  void cancel() {
    rest().cancel(job);
  }

  private FlinkRest rest() {
    return platform.flink().rest();
  }

  List<ScoredAlarm> scoredAlarms() {
    return decode(ScoredAlarm.class, configuration.sinks().scoredAlarms().topic());
  }

  List<IntendedStateSnapshot> intendedStates() {
    return decode(IntendedStateSnapshot.class, configuration.sinks().intendedStates().topic());
  }

  List<ConsumerRecord<byte[], byte[]>> deadLetters() {
    return platform.topics().read(configuration.sinks().deadLetters().topic());
  }

  private <T extends SpecificRecord> List<T> decode(Class<T> type, String topic) {
    AvroRecordDecoder<T> decoder = new AvroRecordDecoder<>(type, platform.registry());
    List<T> decoded = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : platform.topics().read(topic)) {
      try {
        decoded.add(decoder.decode(record.value()));
      } catch (DecodeException e) {
        throw new IllegalStateException("The job has written what cannot be read", e);
      }
    }
    return decoded;
  }
}
