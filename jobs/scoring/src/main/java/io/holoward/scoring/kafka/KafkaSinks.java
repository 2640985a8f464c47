package io.holoward.scoring.kafka;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.finding.Finding;
import io.holoward.detection.flow.AnnotatedFlow;
import io.holoward.detection.history.HistorySnapshot;
import io.holoward.detection.lifecycle.Progress;
import io.holoward.detection.population.PopulationModel;
import io.holoward.detection.port.PortExceptionProposal;
import io.holoward.detection.port.PortUseKey;
import io.holoward.detection.response.Response;
import io.holoward.schema.AddressHistorySnapshot;
import io.holoward.schema.DiscoveryProgress;
import io.holoward.schema.IntendedStateSnapshot;
import io.holoward.schema.PopulationSnapshot;
import io.holoward.schema.PortException;
import io.holoward.schema.ScoredAlarm;
import io.holoward.scoring.codec.FindingMapping;
import io.holoward.scoring.codec.HistoryMapping;
import io.holoward.scoring.codec.PopulationMapping;
import io.holoward.scoring.codec.PortExceptionMapping;
import io.holoward.scoring.codec.ResponseMapping;
import io.holoward.scoring.codec.SnapshotMapping;
import io.holoward.scoring.codec.StateMapping;
import io.holoward.scoring.decode.DeadLetter;
import io.holoward.scoring.ecosystem.FindingFormat;
import io.holoward.scoring.process.StateSnapshot;
import io.holoward.scoring.topology.Sinks;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The topics of the configuration as sinks. */
public final class KafkaSinks implements Sinks {

  /** Restarts may take this long before a broker gives a transaction up; brokers allow it. */
  private static final String TRANSACTION_TIMEOUT_MILLIS = "900000";

  private final Configuration configuration;
  private final ReplayMark mark;

  /** Writes the topics that the configuration names, with the delivery it asks for. */
  public KafkaSinks(Configuration configuration) {
    this(configuration, null);
  }

  private KafkaSinks(Configuration configuration, ReplayMark mark) {
    this.configuration = configuration;
    this.mark = mark;
  }

  /**
   * For a bounded replay, beside other sinks: marks every record, and delivers at least once, since
   * there are no checkpoints that transactions could be committed with.
   */
  public static KafkaSinks ofReplay(Configuration configuration, ReplayMark mark) {
    return new KafkaSinks(configuration, mark);
  }

  @Override
  public void scoredAlarms(DataStream<Finding> findings) {
    write(
        findings,
        "scored-alarms",
        AvroSerialization.of(
            configuration.sinks().scoredAlarms().topic(),
            ScoredAlarm.class,
            configuration.registry(),
            FindingMapping::toRecord,
            FindingHeaders::key,
            FindingHeaders::of));
    Configuration.Sinks sinks = configuration.sinks();
    also(findings, sinks.scoredAlarmsOcsf(), "scored-alarms-ocsf", FindingFormat.OCSF);
    also(findings, sinks.scoredAlarmsEcs(), "scored-alarms-ecs", FindingFormat.ECS);
    also(findings, sinks.scoredAlarmsJson(), "scored-alarms-json", FindingFormat.JSON);
  }

  private void also(
      DataStream<Finding> findings, Configuration.Topic sink, String name, FindingFormat format) {
    if (sink.topic() != null) {
      write(findings, name, new FindingTextSerialization(sink.topic(), format));
    }
  }

  @Override
  public void intendedStates(DataStream<StateSnapshot> snapshots) {
    // The configuration can be shipped to a worker, the kernel's rules cannot.
    Configuration shipped = configuration;
    write(
        snapshots,
        "intended-states-out",
        AvroSerialization.of(
            configuration.sinks().intendedStates().topic(),
            IntendedStateSnapshot.class,
            configuration.registry(),
            snapshot -> SnapshotMapping.toRecord(snapshot, shipped.scoringRules()),
            StateSnapshot::processId,
            snapshot -> Map.of("organisation", snapshot.organisation())));
  }

  @Override
  public void populations(DataStream<PopulationModel> models) {
    Configuration shipped = configuration;
    write(
        models,
        "populations-out",
        AvroSerialization.of(
            configuration.sinks().populations().topic(),
            PopulationSnapshot.class,
            configuration.registry(),
            model -> PopulationMapping.toRecord(model, shipped.scoringRules()),
            PopulationModel::organisation,
            model -> Map.of("organisation", model.organisation())));
  }

  @Override
  public void progress(DataStream<Progress> progress) {
    write(
        progress,
        "progress",
        AvroSerialization.of(
            configuration.sinks().progress().topic(),
            DiscoveryProgress.class,
            configuration.registry(),
            StateMapping::toRecord,
            Progress::processId,
            told -> Map.of("organisation", told.organisation())));
  }

  @Override
  public void annotatedFlows(DataStream<AnnotatedFlow> flows) {
    Properties bulk = properties();
    BulkWriting.addTo(bulk);
    write(
        flows,
        "annotated-flows",
        bulk,
        AvroSerialization.ofAnnotatedFlows(
            configuration.sinks().annotatedFlows().topic(), configuration.registry()));
  }

  @Override
  public void responses(DataStream<Response> responses) {
    write(
        responses,
        "responses",
        AvroSerialization.of(
            configuration.sinks().responses().topic(),
            io.holoward.schema.Response.class,
            configuration.registry(),
            ResponseMapping::toRecord,
            response -> response.actor().host(),
            response ->
                Map.of(
                    "organisation", response.actor().organisation(),
                    "action", ResponseMapping.action(response).name(),
                    "severity", response.severity().name())));
  }

  @Override
  public void portExceptions(DataStream<PortExceptionProposal> proposals) {
    write(
        proposals,
        "port-exceptions-out",
        AvroSerialization.of(
            configuration.sinks().portExceptions().topic(),
            PortException.class,
            configuration.registry(),
            PortExceptionMapping::toRecord,
            KafkaSinks::key,
            proposal -> Map.of("organisation", proposal.use().organisation())));
  }

  @Override
  public void addressHistories(DataStream<HistorySnapshot> histories) {
    write(
        histories,
        "address-history-out",
        AvroSerialization.of(
            configuration.sinks().addressHistory().topic(),
            AddressHistorySnapshot.class,
            configuration.registry(),
            HistoryMapping::toRecord,
            history -> history.network().key(),
            history -> Map.of("organisation", history.network().organisation())));
  }

  private static String key(PortExceptionProposal proposal) {
    PortUseKey use = proposal.use();
    return use.organisation() + "|" + use.application() + "|" + use.protocol() + "|" + use.port();
  }

  @Override
  public void deadLetters(DataStream<DeadLetter> deadLetters) {
    write(
        deadLetters,
        "dead-letters",
        new DeadLetterSerialization(
            configuration.sinks().deadLetters().topic(), sourceTopics(configuration.sources())));
  }

  private static Set<String> sourceTopics(Configuration.Sources sources) {
    // As a set that takes equal ones: streams may share a topic.
    return Stream.of(
            sources.processEvents().topic(),
            sources.alarms().topic(),
            sources.flows().topic(),
            sources.control().topic())
        .collect(Collectors.toSet());
  }

  private Properties properties() {
    return ClientProperties.of(configuration.kafka());
  }

  private <T> void write(
      DataStream<T> stream, String name, KafkaRecordSerializationSchema<T> serialization) {
    write(stream, name, properties(), serialization);
  }

  private <T> void write(
      DataStream<T> stream,
      String name,
      Properties properties,
      KafkaRecordSerializationSchema<T> serialization) {
    KafkaSinkBuilder<T> sink =
        KafkaSink.<T>builder()
            .setBootstrapServers(configuration.kafka().bootstrapServers())
            .setRecordSerializer(
                mark == null ? serialization : new MarkedSerialization<>(serialization, mark));
    if (mark == null && configuration.kafka().delivery() == Configuration.Delivery.EXACTLY_ONCE) {
      properties.putIfAbsent(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MILLIS);
      sink.setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
          .setTransactionalIdPrefix(configuration.kafka().transactionalIdPrefix() + "-" + name);
    } else {
      sink.setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE);
    }
    String uid = mark == null ? name : "replay-" + name;
    stream.sinkTo(sink.setKafkaProducerConfig(properties).build()).name(uid).uid(uid);
  }
}
