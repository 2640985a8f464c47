package io.holoward.cli.simulate;

import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.schema.Flow;
import io.holoward.schema.ProcessEvent;
import io.holoward.scoring.codec.EventMapping;
import io.holoward.scoring.codec.FlowMapping;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** An Avro container, compressed as every reader of Avro understands it. */
final class AvroFile implements RecordFile {
  private static final int BLOCK = 256 * 1024;

  private final DataFileWriter<SpecificRecord> writer;
  private final Function<TelemetryEvent, SpecificRecord> mapping;

  private AvroFile(Path file, Schema schema, Function<TelemetryEvent, SpecificRecord> mapping)
      throws IOException {
    this.mapping = mapping;
    this.writer =
        new DataFileWriter<SpecificRecord>(new SpecificDatumWriter<>(schema))
            .setCodec(CodecFactory.deflateCodec(1))
            .setSyncInterval(BLOCK)
            .create(schema, file.toFile());
  }

  /** A file of process starts, connections and listeners. */
  static RecordFile ofEvents(Path file) throws IOException {
    return new AvroFile(file, ProcessEvent.getClassSchema(), EventMapping::toRecord);
  }

  /** A file of flows. */
  static RecordFile ofFlows(Path file) throws IOException {
    return new AvroFile(
        file, Flow.getClassSchema(), event -> FlowMapping.toRecord((FlowEvent) event));
  }

  @Override
  public void append(TelemetryEvent event) throws IOException {
    writer.append(mapping.apply(event));
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
