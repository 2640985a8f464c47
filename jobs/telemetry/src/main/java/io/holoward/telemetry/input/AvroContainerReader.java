package io.holoward.telemetry.input;

import io.holoward.detection.observation.SourcePosition;
import io.holoward.schema.Flow;
import io.holoward.schema.ProcessEvent;
import io.holoward.telemetry.format.Reading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * The records of an Avro container file of {@code ProcessEvent}s or of {@code Flow}s, whatever
 * version of the schema wrote it: each is handed on encoded by today's schema, a {@code Flow} in
 * Avro's single-object encoding that says what it is. Its position is its number in the file.
 */
final class AvroContainerReader implements RecordSource {

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
    if (found.equals(Flow.getClassSchema().getFullName())) {
      reader.setExpected(Flow.getClassSchema());
    } else if (!found.equals(ProcessEvent.getClassSchema().getFullName())) {
      throw new IOException("holds records of " + found + ", expected ProcessEvent or Flow");
    }
    return opened;
  }

  private byte[] encode(SpecificRecord record) throws IOException {
    if (record instanceof Flow flow) {
      ByteBuffer encoded = Flow.getEncoder().encode(flow);
      byte[] single = new byte[encoded.remaining()];
      encoded.get(single);
      return single;
    }
    bytes.reset();
    encoder = EncoderFactory.get().binaryEncoder(bytes, encoder);
    writer.write((ProcessEvent) record, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
