package io.holoward.integration;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.observation.AlarmEvent;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.integration.cluster.Await;
import io.holoward.integration.cluster.FlinkRest;
import io.holoward.schema.Alarm;
import io.holoward.schema.AnnotatedFlow;
import io.holoward.schema.Flow;
import io.holoward.schema.IntendedStateSnapshot;
import io.holoward.schema.ProcessEvent;
import io.holoward.schema.Response;
import io.holoward.schema.ScoredAlarm;
import io.holoward.scoring.codec.AvroRecordDecoder;
import io.holoward.scoring.codec.AvroRecordEncoder;
import io.holoward.scoring.codec.DecodeException;
import io.holoward.scoring.codec.EventMapping;
import io.holoward.scoring.codec.FlowMapping;
import io.holoward.telemetry.simulator.SysmonJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
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

  /** How what is sent is written. */
  private record Formats(String processEvents, String flows) {
    static final Formats AVRO = new Formats("avro", "avro");
    static final Formats LINES = new Formats("sysmon", "zeek");
  }

  private final TestPlatform platform;
  private final List<String> arguments = new ArrayList<>();
  private final Configuration configuration;
  private final Function<TelemetryEvent, byte[]> format;
  private final AvroRecordEncoder<Flow> flows;
  private final Function<FlowEvent, byte[]> flowFormat;
  private final AvroRecordEncoder<Alarm> alarms;
  private long sent;
  private String job;

  private JobRun(TestPlatform platform, String name, Formats formats, String delivery) {
    this.platform = platform;
    List<String> overrides =
        List.of(
            "kafka.bootstrap-servers=" + platform.bootstrapServers(),
            "kafka.group=" + name,
            "kafka.delivery=" + delivery,
            "kafka.transactional-id-prefix=" + name,
            "registry.url=" + platform.registryUrl(),
            "sources.process-events.topic=" + name + ".process-events",
            "sources.process-events.format=" + formats.processEvents(),
            "sources.alarms.topic=" + name + ".alarms",
            "sources.flows.topic=" + name + ".flows",
            "sources.flows.format=" + formats.flows(),
            "sources.control.topic=" + name + ".control",
            "sinks.scored-alarms.topic=" + name + ".scored-alarms",
            "sinks.intended-states.topic=" + name + ".intended-states",
            "sinks.populations.topic=" + name + ".populations",
            "sinks.progress.topic=" + name + ".progress",
            "sinks.annotated-flows.topic=" + name + ".annotated-flows",
            "sinks.responses.topic=" + name + ".responses",
            "sinks.port-exceptions.topic=" + name + ".port-exceptions",
            "sinks.address-history.topic=" + name + ".address-history",
            "sinks.dead-letters.topic=" + name + ".dead-letters");
    Path file = platform.directory().resolve("holoward.yaml");
    write(file);
    configuration = Configuration.read(file, overrides);
    arguments.addAll(List.of("--config", file.toString()));
    overrides.forEach(override -> arguments.addAll(List.of("--set", override)));
    AvroRecordEncoder<ProcessEvent> events =
        new AvroRecordEncoder<>(ProcessEvent.class, processEvents(), platform.registry());
    format =
        formats.equals(Formats.AVRO)
            ? event -> events.encode(EventMapping.toRecord(event))
            : event -> SysmonJson.write(event).getBytes(StandardCharsets.UTF_8);
    flows = new AvroRecordEncoder<>(Flow.class, flowTopic(), platform.registry());
    flowFormat =
        formats.equals(Formats.AVRO)
            ? flow -> flows.encode(FlowMapping.toRecord(flow))
            : ZeekLine::write;
    alarms =
        new AvroRecordEncoder<>(
            Alarm.class, configuration.sources().alarms().topic(), platform.registry());
    platform.topics().create(configuration);
  }

  /** A run whose process events and flows are in Avro. */
  static JobRun ofAvro(TestPlatform platform, String name) {
    return new JobRun(platform, name, Formats.AVRO, "at-least-once");
  }

  /** The same, writing everything exactly once. */
  static JobRun ofExactlyOnce(TestPlatform platform, String name) {
    return new JobRun(platform, name, Formats.AVRO, "exactly-once");
  }

  /** A run whose process events are lines as Sysmon exports them, and its flows lines of Zeek. */
  static JobRun ofLines(TestPlatform platform, String name) {
    return new JobRun(platform, name, Formats.LINES, "at-least-once");
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

  /** The topic of flows. */
  String flowTopic() {
    return configuration.sources().flows().topic();
  }

  /** The bytes of a flow in Avro. */
  byte[] encode(Flow flow) {
    return flows.encode(flow);
  }

  /** Sends flows, keyed by host. */
  void sendFlows(List<FlowEvent> events) {
    events.forEach(
        flow -> platform.topics().send(flowTopic(), null, flow.host(), flowFormat.apply(flow)));
    sent += platform.topics().awaitSent().size();
  }

  /** Sends bad records to a topic. */
  void sendBad(String topic, List<BadRecord> records) {
    sendRaw(topic, records.stream().map(BadRecord::bytes).toList());
  }

  /** Sends bytes to one partition after the other. */
  private void sendRaw(String topic, List<byte[]> records) {
    for (int i = 0; i < records.size(); i++) {
      platform.topics().send(topic, i % KafkaTopics.PARTITIONS, null, records.get(i));
    }
    sent += platform.topics().awaitSent().size();
  }

  /** Sends an alarm of another product. */
  void send(AlarmEvent alarm) {
    sendAlarm(0, alarm);
    sent += platform.topics().awaitSent().size();
  }

  /**
   * Sends what lets the topics of alarms and of flows, on which next to nothing comes, not hold
   * event time back. A job that was restored has to be told again: how far event time was is no
   * part of its state.
   */
  void sendQuietClocks(FleetTelemetry fleet) {
    for (int partition = 0; partition < KafkaTopics.PARTITIONS; partition++) {
      sendAlarm(partition, fleet.alarmClock(partition));
    }
    sent += platform.topics().awaitSent().size();
    byte[] clock = flowFormat.apply(FlowTelemetry.clock(fleet));
    sendRaw(flowTopic(), Collections.nCopies(KafkaTopics.PARTITIONS, clock));
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
    byte[] clock = encode(fleet.clock());
    sendRaw(processEvents(), Collections.nCopies(KafkaTopics.PARTITIONS, clock));
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

  List<AnnotatedFlow> annotatedFlows() {
    return decode(AnnotatedFlow.class, annotatedFlowTopic());
  }

  /** The topic of annotated flows. */
  String annotatedFlowTopic() {
    return configuration.sinks().annotatedFlows().topic();
  }

  List<Response> responses() {
    return decode(Response.class, responseTopic());
  }

  /** The topic of responses. */
  String responseTopic() {
    return configuration.sinks().responses().topic();
  }

  /** How many records of a topic have each value of a header. */
  Map<String, Long> headers(String topic, String name) {
    return platform.topics().read(topic).stream()
        .map(record -> record.headers().lastHeader(name).value())
        .map(value -> new String(value, StandardCharsets.UTF_8))
        .collect(Collectors.groupingBy(value -> value, Collectors.counting()));
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
