package io.holoward.benchmarks.pipeline;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.scoring.decode.Decoders;
import io.holoward.scoring.decode.RecordDecoder;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Decodes records by the decoder of the job itself, and keeps of what they say only what a job to
 * compare with is keyed by and counts.
 */
final class KeyedDecoding implements KafkaRecordDeserializationSchema<KeyedRecord> {

  private static final long serialVersionUID = 1L;
  private static final SourcePosition NOWHERE = new SourcePosition("", 0);

  private final RecordDecoder decoder;
  private final long windowMillis;

  private KeyedDecoding(RecordDecoder decoder, Configuration configuration) {
    this.decoder = decoder;
    this.windowMillis = configuration.window().size().toMillis();
  }

  /** Connections and starts by process instance; what is counted is the service. */
  static KeyedDecoding ofProcessEvents(Configuration configuration) {
    return new KeyedDecoding(Decoders.processEvents(configuration), configuration);
  }

  /** Flows by process instance and service: by flow group. */
  static KeyedDecoding ofFlows(Configuration configuration) {
    return new KeyedDecoding(Decoders.flows(configuration), configuration);
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    decoder.open();
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<KeyedRecord> out) {
    TelemetryEvent event = decoder.decode(record.value(), NOWHERE).event();
    long instance = (long) event.host().hashCode() << 32 | event.process().guid().hashCode();
    long window = Math.floorDiv(event.eventTime(), windowMillis);
    if (event instanceof FlowEvent flow) {
      long group = 31 * instance + flow.connection().service().hashCode();
      out.collect(new KeyedRecord(group, 0, window, record.value()));
    } else if (event instanceof ConnectionEvent connection) {
      // Sysmon tells source and destination: the service is the destination, whichever is local.
      long service = connection.second().hashCode();
      out.collect(new KeyedRecord(instance, service, window, record.value()));
    } else {
      out.collect(new KeyedRecord(instance, 0, window, record.value()));
    }
  }

  @Override
  public TypeInformation<KeyedRecord> getProducedType() {
    return KeyedRecord.TYPE;
  }
}
