package io.holoward.integration;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.observation.AlarmEvent;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.integration.RunConfiguration.Formats;
import io.holoward.integration.cluster.Await;
import io.holoward.integration.cluster.FlinkRest;
import io.holoward.integration.cluster.FlinkRest.Checkpoints;
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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** One run of the job over topics of its own: what is sent to it, and what it answers. */
public final class JobRun {
  private static final Duration BOUND = Duration.ofMinutes(4);

  private final Platform platform;
  private final List<String> arguments = new ArrayList<>();
  private final Map<String, String> flinkSettings = new TreeMap<>();
  private final Configuration configuration;
  private final Function<TelemetryEvent, byte[]> format;
  private final AvroRecordEncoder<Flow> flows;
  private final Function<FlowEvent, byte[]> flowFormat;
  private final AvroRecordEncoder<Alarm> alarms;
  private long sent;
  private String job;

  private JobRun(Platform platform, String name, Formats formats, String delivery) {
    this.platform = platform;
    RunConfiguration run = new RunConfiguration(platform, name, formats, delivery);
    configuration = run.product();
    arguments.addAll(run.arguments());
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
  public static JobRun ofAvro(Platform platform, String name) {
    return new JobRun(platform, name, Formats.AVRO, "at-least-once");
  }

  /** The same, writing everything exactly once. */
  public static JobRun ofExactlyOnce(Platform platform, String name) {
    return new JobRun(platform, name, Formats.AVRO, "exactly-once");
  }

  /** A run whose process events are lines as Sysmon exports them, and its flows lines of Zeek. */
  public static JobRun ofLines(Platform platform, String name) {
    return new JobRun(platform, name, Formats.LINES, "at-least-once");
  }

  /** Has the job run with another value of a key of the product than these tests usually use. */
  public JobRun with(String key, String value) {
    arguments.addAll(List.of("--set", key + "=" + value));
    return this;
  }

  /** Has the job run with another value of a key of Flink than its cluster has. */
  public JobRun withFlink(String key, String value) {
    flinkSettings.put(key, value);
    return this;
  }

  /** The topic of process events. */
  public String processEvents() {
    return configuration.sources().processEvents().topic();
  }

  /** The bytes of an event in this run's format. */
  public byte[] encode(TelemetryEvent event) {
    return format.apply(event);
  }

  /** Sends process events, keyed by host. */
  public void send(List<TelemetryEvent> events) {
    sendEncoded(events, this::encode);
  }

  /** Sends process events in another encoding, keyed by host. */
  public void sendEncoded(List<TelemetryEvent> events, Function<TelemetryEvent, byte[]> encoding) {
    events.forEach(
        event ->
            platform.topics().send(processEvents(), null, event.host(), encoding.apply(event)));
    sent += platform.topics().awaitSent().size();
  }

  /** The topic of flows. */
  public String flowTopic() {
    return configuration.sources().flows().topic();
  }

  /** The bytes of a flow in Avro. */
  public byte[] encode(Flow flow) {
    return flows.encode(flow);
  }

  /** Sends flows, keyed by host. */
  public void sendFlows(List<FlowEvent> events) {
    events.forEach(
        flow -> platform.topics().send(flowTopic(), null, flow.host(), flowFormat.apply(flow)));
    sent += platform.topics().awaitSent().size();
  }

  /** Sends bad records to a topic. */
  public void sendBad(String topic, List<BadRecord> records) {
    sendRaw(topic, records.stream().map(BadRecord::bytes).toList());
  }

  /**
   * Sends bytes to one partition after the other.
   *
   * @return where each stands
   */
  public List<RecordMetadata> sendRaw(String topic, List<byte[]> records) {
    for (int i = 0; i < records.size(); i++) {
      platform.topics().send(topic, i % KafkaTopics.PARTITIONS, null, records.get(i));
    }
    List<RecordMetadata> places = platform.topics().awaitSent();
    sent += places.size();
    return places;
  }

  /** Sends an alarm of another product. */
  public void send(AlarmEvent alarm) {
    sendAlarm(0, alarm);
    sent += platform.topics().awaitSent().size();
  }

  /**
   * Sends what lets the topics of alarms and of flows, on which next to nothing comes, not hold
   * event time back. A job that was restored has to be told again: how far event time was is no
   * part of its state.
   */
  public void sendQuietClocks(FleetTelemetry fleet) {
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
  public void sendClock(FleetTelemetry fleet) {
    sendClock(fleet, KafkaTopics.PARTITIONS);
  }

  /** Sends it to the first partitions only. */
  public void sendClock(FleetTelemetry fleet, int partitions) {
    byte[] clock = encode(fleet.clock());
    sendRaw(processEvents(), Collections.nCopies(partitions, clock));
  }

  /** How many records were sent to the job's sources. */
  public long sent() {
    return sent;
  }

  /** Submits the job. */
  public void start() {
    job = platform.flink().run(flinkSettings, Checkout.jobJar(), arguments);
  }

  /** Stops the job with a savepoint and submits it again to go on from there. */
  public void restartFromSavepoint() {
    String savepoint = platform.flink().stop(job);
    job = platform.flink().runFrom(savepoint, Checkout.jobJar(), arguments);
  }

  /** Waits until the job, since it was last submitted, was restored so often and runs again. */
  public void awaitRestored(int times) {
    Await.until(
        "the job is restored",
        BOUND,
        () ->
            rest().knows(job)
                && rest().checkpoints(job).restored() >= times
                && rest().allTasksRun(job));
  }

  /** Waits until the job, since it was last started, has read as many records and kept them. */
  public void awaitRead(long records) {
    Await.until("records are read", BOUND, () -> accumulator("read") >= records);
    awaitCheckpoint();
  }

  /** Waits until the job has closed everything and has written what came of it. */
  public void awaitEnd() {
    Await.until(
        "the job has reached the end of event time",
        BOUND,
        () ->
            rest().smallest(job, "intended-states", "currentOutputWatermark").orElse(Long.MIN_VALUE)
                >= FleetTelemetry.closedAt());
    awaitCheckpoint();
  }

  /** Of two checkpoints the second has begun after now; with it the sinks have written all. */
  public void awaitCheckpoint() {
    int completed = rest().checkpoints(job).completed();
    Await.until(
        "two checkpoints are completed",
        BOUND,
        () -> rest().checkpoints(job).completed() >= completed + 2);
  }

  /** Waits until all tasks of the job run. */
  public void awaitRunning() {
    Await.until("all tasks run", BOUND, () -> rest().knows(job) && rest().allTasksRun(job));
  }

  /** Waits until the job was started again so often. */
  public void awaitRestarts(long times) {
    Await.until("the job is restarted", BOUND, () -> restarts() >= times);
  }

  /** How often the job was started again since the job manager has it. */
  public long restarts() {
    return rest().metric(job, "numRestarts").orElse(0);
  }

  /** How many checkpoints were completed and how many failed since the job manager has it. */
  public Checkpoints checkpoints() {
    return rest().checkpoints(job);
  }

  /** How often the job was restored since it was last submitted. */
  public int restored() {
    return rest().checkpoints(job).restored();
  }

  public String state() {
    return rest().state(job);
  }

  public long accumulator(String name) {
    return rest().accumulator(job, name);
  }

  public void cancel() {
    rest().cancel(job);
  }

  private FlinkRest rest() {
    return platform.flink().rest();
  }

  public List<ScoredAlarm> scoredAlarms() {
    return decode(ScoredAlarm.class, configuration.sinks().scoredAlarms().topic());
  }

  public List<IntendedStateSnapshot> intendedStates() {
    return decode(IntendedStateSnapshot.class, configuration.sinks().intendedStates().topic());
  }

  public List<AnnotatedFlow> annotatedFlows() {
    return decode(AnnotatedFlow.class, annotatedFlowTopic());
  }

  /** The topic of annotated flows. */
  public String annotatedFlowTopic() {
    return configuration.sinks().annotatedFlows().topic();
  }

  public List<Response> responses() {
    return decode(Response.class, responseTopic());
  }

  /** The topic of responses. */
  public String responseTopic() {
    return configuration.sinks().responses().topic();
  }

  /** How many records of a topic have each value of a header. */
  public Map<String, Long> headers(String topic, String name) {
    return platform.topics().read(topic).stream()
        .map(record -> record.headers().lastHeader(name).value())
        .map(value -> new String(value, StandardCharsets.UTF_8))
        .collect(Collectors.groupingBy(value -> value, Collectors.counting()));
  }

  public List<ConsumerRecord<byte[], byte[]>> deadLetters() {
    return platform.topics().read(configuration.sinks().deadLetters().topic());
  }

  /** Records of its sources that the job has not told its broker to be done with. */
  public long unread() {
    return platform
        .topics()
        .behind(
            configuration.kafka().group(),
            List.of(processEvents(), flowTopic(), configuration.sources().alarms().topic()));
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
