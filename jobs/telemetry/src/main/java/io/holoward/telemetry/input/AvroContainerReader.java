package io.holoward.telemetry.input;

import io.holoward.detection.observation.SourcePosition;
import io.holoward.schema.ArchivedEvent;
import io.holoward.schema.Flow;
import io.holoward.schema.ProcessEvent;
import io.holoward.telemetry.format.Reading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * The records of an Avro container file of {@code ProcessEvent}s, of {@code Flow}s or of the
 * archive's {@code ArchivedEvent}s, whatever version of the schema wrote it: each is handed on
 * encoded by today's schema, all but the {@code ProcessEvent} in Avro's single-object encoding that
 * says what it is. Its position is its number in the file.
 */
final class AvroContainerReader implements RecordSource {

  private static final List<Schema> READABLE =
      List.of(ProcessEvent.getClassSchema(), Flow.getClassSchema(), ArchivedEvent.getClassSchema());

  private final String name;
  private final InputStream in;
  private final SpecificDatumWriter<ProcessEvent> writer =
      new SpecificDatumWriter<>(ProcessEvent.getClassSchema());
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private ContainerTail tail;
  private DataFileStream<SpecificRecord> container;
  private BinaryEncoder encoder;
  private long number;
  private boolean finished;

  AvroContainerReader(String name, InputStream in) {
    this.name = name;
    this.in = in;
  }

  @Override
  public RawLine next() {
    if (finished) {
      return null;
    }
    try {
      if (container == null) {
        container = open();
      }
      if (!container.hasNext()) {
        finished = true;
        return tail.endsWithABlock() ? null : damage("the file ends in the middle of a block");
      }
      SpecificRecord record = container.next();
      number++;
      return RawLine.sound(encode(record), new SourcePosition(name, number));
    } catch (IOException | AvroRuntimeException e) {
      finished = true;
      return damage(e.getMessage());
    }
  }

  private RawLine damage(String message) {
    return RawLine.faulty(
        new byte[0],
        new SourcePosition(name, number + 1),
        Reading.Invalid.DAMAGED_INPUT,
        "Avro container: %s; %,d records before it were read".formatted(message, number));
  }

  private DataFileStream<SpecificRecord> open() throws IOException {
    tail = ContainerTail.over(in);
    SpecificDatumReader<SpecificRecord> reader =
        new SpecificDatumReader<>(ProcessEvent.getClassSchema());
    DataFileStream<SpecificRecord> opened = new DataFileStream<>(tail, reader);
    String found = opened.getSchema().getFullName();
    reader.setExpected(
        READABLE.stream()
            .filter(schema -> schema.getFullName().equals(found))
            .findFirst()
            .orElseThrow(
                () ->
                    new IOException(
                        "holds records of %s, expected ProcessEvent, Flow or ArchivedEvent"
                            .formatted(found))));
    return opened;
  }

  private byte[] encode(SpecificRecord record) throws IOException {
    if (record instanceof Flow flow) {
      return bytes(Flow.getEncoder().encode(flow));
    }
    if (record instanceof ArchivedEvent archived) {
      return bytes(ArchivedEvent.getEncoder().encode(archived));
    }
    bytes.reset();
    encoder = EncoderFactory.get().binaryEncoder(bytes, encoder);
    writer.write((ProcessEvent) record, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  private static byte[] bytes(ByteBuffer encoded) {
    byte[] single = new byte[encoded.remaining()];
    encoded.get(single);
    return single;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
