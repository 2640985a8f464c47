package io.holoward.scoring.decode;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.scoring.codec.AvroRecordDecoder;
import io.holoward.scoring.codec.DecodeException;
import java.io.Serializable;
import org.apache.avro.specific.SpecificRecord;

/**
 * Decodes Avro in Confluent's wire format. A registry that cannot be asked is a failure of the
 * platform: the job restarts and reads the record again, rather than call a sound record bad.
 *
 * @param <T> the record of the topic
 */
final class AvroDecoder<T extends SpecificRecord> implements RecordDecoder {

  private static final long serialVersionUID = 1L;

  private final Class<T> type;
  private final Mapping<T> mapping;
  private final Configuration.Registry registry;
  private transient AvroRecordDecoder<T> decoder;

  /** What a record of the topic means. */
  interface Mapping<T> extends Serializable {
    Decoded apply(T record, SourcePosition position) throws DecodeException;
  }

  AvroDecoder(Class<T> type, Configuration.Registry registry, Mapping<T> mapping) {
    this.type = type;
    this.registry = registry;
    this.mapping = mapping;
  }

  @Override
  public void open() {
    decoder = new AvroRecordDecoder<>(type, Registries.connection(registry).open());
  }

  /** Whether a record is of the schema of the one before, and that is today's. */
  boolean isOfTodaysSchema(byte[] record) {
    return decoder.isOfTodaysSchema(record);
  }

  @Override
  public Decoded decode(byte[] record, SourcePosition position) {
    try {
      return mapping.apply(decoder.decode(record), position);
    } catch (DecodeException e) {
      return Decoded.of(new DeadLetter(record, position, e.errorClass(), e.getMessage()));
    }
  }
}
