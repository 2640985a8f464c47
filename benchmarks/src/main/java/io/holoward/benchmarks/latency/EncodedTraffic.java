package io.holoward.benchmarks.latency;

import io.holoward.benchmarks.pipeline.Traffic;
import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.registry.RegistryConnection;
import io.holoward.registry.SchemaRegistry;
import io.holoward.schema.ProcessEvent;
import io.holoward.scoring.codec.AvroRecordEncoder;
import io.holoward.scoring.codec.EventMapping;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of process events as they go to their topic, so that whoever sends them need not make them
 * meanwhile: time, key and value of each.
 */
record EncodedTraffic(Path file) {

  private static final int BUFFER = 1 << 20;

  /** Takes an event. */
  interface Receiver {

    /**
     * @param time of the event, in milliseconds
     */
    void take(long time, byte[] key, byte[] value);
  }

  /** Writes the file. */
  static EncodedTraffic write(
      Configuration configuration, Traffic<TelemetryEvent> traffic, Path file) throws IOException {
    String topic = configuration.sources().processEvents().topic();
    try (SchemaRegistry registry = RegistryConnection.to(configuration.registry().url()).open();
        DataOutputStream out =
            new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER))) {
      AvroRecordEncoder<ProcessEvent> encoder =
          new AvroRecordEncoder<>(ProcessEvent.class, topic, registry);
      traffic.forEach(
          event -> {
            byte[] key = event.host().getBytes(StandardCharsets.UTF_8);
            byte[] value = encoder.encode(EventMapping.toRecord(event));
            try {
              out.writeLong(event.eventTime());
              out.writeShort(key.length);
              out.write(key);
              out.writeInt(value.length);
              out.write(value);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
    return new EncodedTraffic(file);
  }

  /** Hands over all events in their order. */
  void read(Receiver receiver) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
      while (in.available() > 0) {
        long time = in.readLong();
        byte[] key = in.readNBytes(in.readUnsignedShort());
        receiver.take(time, key, in.readNBytes(in.readInt()));
      }
    }
  }
}
