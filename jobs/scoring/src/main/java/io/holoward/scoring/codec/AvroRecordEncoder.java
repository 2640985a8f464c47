package io.holoward.scoring.codec;

import io.holoward.detection.flow.AnnotatedFlow;
import io.holoward.registry.SchemaRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;

/**
 * Encodes records of a topic in Confluent's wire format. Their schema is registered with the first
 * record, under the subject {@code <topic>-value}. For one thread.
 */
public final class AvroRecordEncoder<T> {

  private static final int UNREGISTERED = -1;

  private final SchemaRegistry registry;
  private final String subject;
  private final Schema schema;
  private final DatumWriter<T> writer;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private BinaryEncoder encoder;
  private int id = UNREGISTERED;

  /**
   * @param type the class of the records, generated from today's schema
   * @param topic the topic they go to
   * @param registry asked once; stays the caller's to close
   */
  public AvroRecordEncoder(Class<T> type, String topic, SchemaRegistry registry) {
    this(SpecificData.getForClass(type), type, topic, registry);
  }

  private AvroRecordEncoder(
      SpecificData model, Class<T> type, String topic, SchemaRegistry registry) {
    this(model.getSchema(type), newWriter(model, model.getSchema(type)), topic, registry);
  }

  private AvroRecordEncoder(
      Schema schema, DatumWriter<T> writer, String topic, SchemaRegistry registry) {
    this.registry = registry;
    this.subject = SchemaRegistry.subjectOfValues(topic);
    this.schema = schema;
    this.writer = writer;
  }

  /**
   * Encodes annotated flows as the records that {@link FlowMapping} makes of them.
   *
   * @param topic the topic they go to
   * @param registry asked once; stays the caller's to close
   */
  public static AvroRecordEncoder<AnnotatedFlow> ofAnnotatedFlows(
      String topic, SchemaRegistry registry) {
    return new AvroRecordEncoder<>(
        io.holoward.schema.AnnotatedFlow.getClassSchema(),
        new AnnotatedFlowDatumWriter(),
        topic,
        registry);
  }

  /**
   * Encodes one record.
   *
   * @throws io.holoward.registry.RegistryUnavailableException when the schema cannot be registered
   *     now
   * @throws io.holoward.registry.SchemaRefusedException when the registry refuses the schema
   */
  public byte[] encode(T value) {
    if (id == UNREGISTERED) {
      id = registry.register(subject, schema);
    }
    bytes.reset();
    writeHeader();
    BinaryEncoder idle = encoder;
    // Until the record is complete: the buffer of a failed one must not reach the next.
    encoder = null;
    BinaryEncoder busy = EncoderFactory.get().binaryEncoder(bytes, idle);
    try {
      writer.write(value, busy);
      busy.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    encoder = busy;
    return bytes.toByteArray();
  }

  private void writeHeader() {
    bytes.write(0);
    bytes.write(id >>> 24);
    bytes.write(id >>> 16);
    bytes.write(id >>> 8);
    bytes.write(id);
  }

  @SuppressWarnings("unchecked") // The writer of the record's schema takes records of its class.
  private static <T> DatumWriter<T> newWriter(SpecificData model, Schema schema) {
    return (DatumWriter<T>) model.createDatumWriter(schema);
  }
}
