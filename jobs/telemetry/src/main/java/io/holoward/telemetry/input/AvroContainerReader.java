package io.holoward.telemetry.input;

import io.holoward.detection.observation.SourcePosition;
import io.holoward.schema.ProcessEvent;
import io.holoward.telemetry.format.Reading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * The records of an Avro container file of {@code ProcessEvent}s, whatever version of the schema
 * wrote it: each is handed on encoded by today's schema, its position is its number in the file.
 */
final class AvroContainerReader implements RecordSource {

  private final String name;
  private final InputStream in;
  private final SpecificDatumWriter<ProcessEvent> writer =
      new SpecificDatumWriter<>(ProcessEvent.getClassSchema());
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private ContainerTail tail;
  private DataFileStream<ProcessEvent> container;
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
      ProcessEvent event = container.next();
      number++;
      return RawLine.sound(encode(event), new SourcePosition(name, number));
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

  private DataFileStream<ProcessEvent> open() throws IOException {
    tail = ContainerTail.over(in);
    DataFileStream<ProcessEvent> opened =
        new DataFileStream<>(tail, new SpecificDatumReader<>(ProcessEvent.getClassSchema()));
    String found = opened.getSchema().getFullName();
    if (!found.equals(ProcessEvent.getClassSchema().getFullName())) {
      throw new IOException("holds records of " + found + ", expected ProcessEvent");
    }
    return opened;
  }

  private byte[] encode(ProcessEvent event) throws IOException {
    bytes.reset();
    encoder = EncoderFactory.get().binaryEncoder(bytes, encoder);
    writer.write(event, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
