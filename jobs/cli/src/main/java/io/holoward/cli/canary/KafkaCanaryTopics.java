package io.holoward.cli.canary;

import io.holoward.cli.UserException;
import io.holoward.cli.kafka.AvroSender;
import io.holoward.cli.kafka.RecordSender;
import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.lifecycle.ControlCommand;
import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.registry.RegistryUnavailableException;
import io.holoward.registry.SchemaRegistry;
import io.holoward.schema.ProcessEvent;
import io.holoward.schema.ScoredAlarm;
import io.holoward.scoring.codec.AvroRecordDecoder;
import io.holoward.scoring.codec.ControlMapping;
import io.holoward.scoring.codec.DecodeException;
import io.holoward.scoring.codec.EventMapping;
import io.holoward.scoring.decode.Registries;
import io.holoward.telemetry.simulator.SysmonJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The topics of a configuration, on its brokers. Findings are read from now on, committed only. */
public final class KafkaCanaryTopics implements CanaryTopics {

  private static final String AVRO = "avro";
  private static final String SYSMON = "sysmon";

  private final Configuration configuration;
  private final SchemaRegistry registry;
  private final RecordSender sender;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final AvroSender<ProcessEvent> events;
  private final AvroSender<io.holoward.schema.ControlCommand> commands;
  private final AvroRecordDecoder<ScoredAlarm> alarms;
  private final byte[] processId;
  private final boolean avro;

  /**
   * Connects.
   *
   * @param processId of the process whose findings are read
   * @throws UserException if the brokers do not answer, or process events are in a format the
   *     canary does not write
   */
  public KafkaCanaryTopics(Configuration configuration, String processId) {
    this.configuration = configuration;
    this.processId = processId.getBytes(StandardCharsets.UTF_8);
    this.avro = isAvro(configuration);
    String topic = configuration.sources().processEvents().topic();
    registry = Registries.connection(configuration.registry()).open();
    sender = RecordSender.to(configuration);
    events = new AvroSender<>(ProcessEvent.class, topic, configuration, sender, registry);
    commands =
        new AvroSender<>(
            io.holoward.schema.ControlCommand.class,
            configuration.sources().control().topic(),
            configuration,
            sender,
            registry);
    alarms = new AvroRecordDecoder<>(ScoredAlarm.class, registry);
    consumer = consumer(configuration);
  }

  /**
   * The organisation that what the canary sends belongs to: its own, where records can name one.
   *
   * @throws UserException if process events are in a format the canary does not write
   */
  public static String organisation(Configuration configuration) {
    return isAvro(configuration) ? CanaryScript.ORGANISATION : configuration.organisation();
  }

  private static boolean isAvro(Configuration configuration) {
    String format = configuration.sources().processEvents().format();
    if (!format.equals(AVRO) && !format.equals(SYSMON)) {
      throw new UserException(
          ("The canary writes avro and sysmon, but sources.process-events.format is %s: run it"
                  + " against a second job that reads one of these from a topic of its own")
              .formatted(format));
    }
    return format.equals(AVRO);
  }

  private static KafkaConsumer<byte[], byte[]> consumer(Configuration configuration) {
    Map<String, Object> client = new HashMap<>(configuration.kafka().resolvedProperties());
    client.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, configuration.kafka().bootstrapServers());
    client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    try {
      KafkaConsumer<byte[], byte[]> consumer =
          new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
      List<TopicPartition> partitions =
          consumer.partitionsFor(configuration.sinks().scoredAlarms().topic()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToEnd(partitions);
      // Seeking waits for the first poll: what a beat brings must not come before it.
      partitions.forEach(consumer::position);
      return consumer;
    } catch (KafkaException e) {
      throw new UserException(
          "The brokers " + configuration.kafka().bootstrapServers() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void send(List<ConnectionEvent> connections) {
    connections.forEach(this::send);
    sender.flush();
  }

  private void send(ConnectionEvent connection) {
    if (avro) {
      events.send(connection.eventTime(), connection.host(), EventMapping.toRecord(connection));
      return;
    }
    sender.send(
        configuration.sources().processEvents().topic(),
        connection.eventTime(),
        connection.host(),
        SysmonJson.write(connection).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void send(ControlCommand command) {
    commands.send(command.effectiveTime(), command.id(), ControlMapping.toRecord(command));
    sender.flush();
  }

  @Override
  public List<CanaryFinding> findings(Duration atMost) {
    List<CanaryFinding> findings = new ArrayList<>();
    try {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(atMost)) {
        if (Arrays.equals(record.key(), processId)) {
          decode(record.value()).ifPresent(findings::add);
        }
      }
    } catch (KafkaException | RegistryUnavailableException e) {
      throw new UserException("The scored alarms cannot be read: " + e.getMessage(), e);
    }
    return findings;
  }

  private Optional<CanaryFinding> decode(byte[] record) {
    try {
      ScoredAlarm alarm = alarms.decode(record);
      return Optional.of(
          new CanaryFinding(
              alarm.getHost(),
              alarm.getProcessInstance().getPid(),
              alarm.getVerdict().name(),
              alarm.getScore()));
    } catch (DecodeException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    try (registry;
        sender) {
      consumer.close();
    }
  }
}
