package io.holoward.telemetry.format;

import io.holoward.schema.Connection;
import io.holoward.schema.ConnectionEnds;
import io.holoward.schema.Direction;
import io.holoward.schema.Endpoint;
import io.holoward.schema.ProcessEvent;
import io.holoward.schema.ProcessReference;
import io.holoward.schema.Protocol;
import io.holoward.schema.Sensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;

/** Avro records in tests. */
public final class ProcessEvents {

  private ProcessEvents() {}

  /** An outbound connection of a process with this pid. */
  public static ProcessEvent connection(long pid) {
    return ProcessEvent.newBuilder()
        .setHost("WS-1")
        .setEventTime(Instant.parse("2026-03-02T10:11:12.345Z"))
        .setProcess(
            ProcessReference.newBuilder()
                .setPid(pid)
                .setImage("C:\\Windows\\System32\\lsass.exe")
                .build())
        .setBody(
            Connection.newBuilder()
                .setSensor(Sensor.SYSMON)
                .setProtocol(Protocol.TCP)
                .setDirection(Direction.OUT)
                .setEnds(ConnectionEnds.SOURCE_DESTINATION)
                .setFirst(end("0:0:0:0:0:0:0:1", 50_001))
                .setSecond(end("::1", 88))
                .build())
        .build();
  }

  static Endpoint end(String address, Integer port) {
    return Endpoint.newBuilder().setAddress(address).setPort(port).build();
  }

  static byte[] encode(ProcessEvent event) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new SpecificDatumWriter<>(ProcessEvent.class).write(event, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }
}
