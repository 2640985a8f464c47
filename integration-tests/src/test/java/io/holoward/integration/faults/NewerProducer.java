package io.holoward.integration.faults;

import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.integration.JobRun;
import io.holoward.registry.SchemaRegistry;
import io.holoward.schema.ProcessEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/** Writes process events as a later version of the product would: with one field more. */
final class NewerProducer {
  /** Magic byte and id of the schema. */
  private static final int HEADER = 5;

  private final JobRun job;
  private final Schema newer;
  private final GenericDatumReader<GenericRecord> reader;
  private final int id;

  NewerProducer(FaultyPlatform platform, JobRun job) {
    this.job = job;
    String fields = "\"fields\":[";
    String old = ProcessEvent.getClassSchema().toString();
    newer =
        new Schema.Parser()
            .parse(
                old.replaceFirst(
                    Pattern.quote(fields),
                    "\"fields\":[{\"name\":\"addedLater\",\"type\":\"string\",\"default\":\"\"},"));
    reader = new GenericDatumReader<>(ProcessEvent.getClassSchema(), newer);
    id = platform.registry().register(SchemaRegistry.subjectOfValues(job.processEvents()), newer);
  }

  /** Sends events, keyed by host. */
  void send(List<TelemetryEvent> events) {
    job.sendEncoded(events, this::encode);
  }

  private byte[] encode(TelemetryEvent event) {
    byte[] old = job.encode(event);
    try {
      GenericRecord converted =
          reader.read(
              null, DecoderFactory.get().binaryDecoder(old, HEADER, old.length - HEADER, null));
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.write(0);
      bytes.write(ByteBuffer.allocate(Integer.BYTES).putInt(id).array());
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
      new GenericDatumWriter<GenericRecord>(newer).write(converted, encoder);
      encoder.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
