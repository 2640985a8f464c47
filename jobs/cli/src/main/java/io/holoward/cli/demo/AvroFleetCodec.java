package io.holoward.cli.demo;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.registry.SchemaRegistry;
import io.holoward.schema.AddressHistorySnapshot;
import io.holoward.schema.Alarm;
import io.holoward.schema.AnnotatedFlow;
import io.holoward.schema.ControlCommand;
import io.holoward.schema.DiscoveryProgress;
import io.holoward.schema.Flow;
import io.holoward.schema.IntendedStateSnapshot;
import io.holoward.schema.Phase;
import io.holoward.schema.PopulationSnapshot;
import io.holoward.schema.PortException;
import io.holoward.schema.ProcessEvent;
import io.holoward.schema.Response;
import io.holoward.schema.ScoredAlarm;
import io.holoward.scoring.codec.AvroRecordDecoder;
import io.holoward.scoring.codec.AvroRecordEncoder;
import io.holoward.scoring.codec.DecodeException;
import io.holoward.scoring.codec.EventMapping;
import io.holoward.scoring.codec.FlowMapping;
import io.holoward.scoring.decode.Registries;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * The topics in Avro, with the schemas of the configured registry. Encoding is for one thread,
 * decoding for another.
 */
public final class AvroFleetCodec implements FleetCodec {
  private final Configuration configuration;
  private final SchemaRegistry registry;
  private final AvroRecordEncoder<ProcessEvent> events;
  private final AvroRecordEncoder<Flow> flows;
  private final AvroRecordDecoder<ScoredAlarm> alarms;
  private final AvroRecordDecoder<DiscoveryProgress> progress;

  public AvroFleetCodec(Configuration configuration) {
    this.configuration = configuration;
    registry = Registries.connection(configuration.registry()).open();
    String topic = configuration.sources().processEvents().topic();
    events = new AvroRecordEncoder<>(ProcessEvent.class, topic, registry);
    flows = new AvroRecordEncoder<>(Flow.class, configuration.sources().flows().topic(), registry);
    alarms = new AvroRecordDecoder<>(ScoredAlarm.class, registry);
    progress = new AvroRecordDecoder<>(DiscoveryProgress.class, registry);
  }

  /** One after the other: a registry may refuse the same first version of two writers at once. */
  @Override
  public void registerSchemas() {
    Configuration.Sources sources = configuration.sources();
    Configuration.Sinks sinks = configuration.sinks();
    register(sources.processEvents().topic(), ProcessEvent.getClassSchema());
    register(sources.alarms().topic(), Alarm.getClassSchema());
    register(sources.flows().topic(), Flow.getClassSchema());
    register(sources.control().topic(), ControlCommand.getClassSchema());
    register(sinks.scoredAlarms().topic(), ScoredAlarm.getClassSchema());
    register(sinks.intendedStates().topic(), IntendedStateSnapshot.getClassSchema());
    register(sinks.populations().topic(), PopulationSnapshot.getClassSchema());
    register(sinks.progress().topic(), DiscoveryProgress.getClassSchema());
    register(sinks.annotatedFlows().topic(), AnnotatedFlow.getClassSchema());
    register(sinks.responses().topic(), Response.getClassSchema());
    register(sinks.portExceptions().topic(), PortException.getClassSchema());
    register(sinks.addressHistory().topic(), AddressHistorySnapshot.getClassSchema());
  }

  private void register(String topic, Schema schema) {
    registry.register(SchemaRegistry.subjectOfValues(topic), schema);
  }

  @Override
  public byte[] encode(TelemetryEvent event) {
    return event instanceof FlowEvent flow
        ? flows.encode(FlowMapping.toRecord(flow))
        : events.encode(EventMapping.toRecord(event));
  }

  @Override
  public ShownAlarm decodeAlarm(byte[] record) {
    ScoredAlarm alarm = decode(alarms, record);
    return new ShownAlarm(
        alarm.getEventTime(),
        alarm.getHost(),
        alarm.getProcessName(),
        alarm.getVerdict().name(),
        alarm.getScore() == null ? Double.NaN : alarm.getScore(),
        alarm.getSeverity().name(),
        alarm.getExplanation(),
        alarm.getUpdate());
  }

  @Override
  public ShownProgress decodeProgress(byte[] record) {
    DiscoveryProgress report = decode(progress, record);
    return new ShownProgress(report.getProcessId(), report.getPhase() == Phase.PROTECTED);
  }

  private static <T extends SpecificRecord> T decode(AvroRecordDecoder<T> decoder, byte[] record) {
    try {
      return decoder.decode(record);
    } catch (DecodeException e) {
      throw new IllegalStateException("The job has written a record that cannot be read", e);
    }
  }

  @Override
  public void close() {
    registry.close();
  }
}
