package io.holoward.scoring.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.schema.Connection;
import io.holoward.schema.ConnectionEnds;
import io.holoward.schema.Direction;
import io.holoward.schema.Endpoint;
import io.holoward.schema.ProcessEvent;
import io.holoward.schema.ProcessReference;
import io.holoward.schema.ProcessStart;
import io.holoward.schema.Protocol;
import io.holoward.schema.Sensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.Test;

class ConnectionReaderTest {

  private static final SourcePosition SOURCE = new SourcePosition("records-0", 17);

  private final Random random = new Random(20_261_122);
  private final ConnectionReader reader = new ConnectionReader("acme");
  private final EventMapping mapping = new EventMapping("acme");
  private final ProcessEventDatumReader records = new ProcessEventDatumReader();

  @Test
  void readsConnectionsAsTheReaderOfAllRecordsDoes() throws IOException {
    int plain = 0;
    for (int i = 0; i < 5_000; i++) {
      byte[] bytes = bytes(event());
      ConnectionEvent connection = reader.read(bytes, 0, SOURCE);
      plain += connection == null ? 0 : 1;
      if (connection != null) {
        assertThat(connection).isEqualTo(generally(bytes));
      } else {
        assertThat(generally(bytes)).isNull();
      }
    }
    assertThat(plain).isBetween(2_000, 4_500);
  }

  @Test
  void ofBytesThatMeanSomethingElseItNeverTellsAnotherConnection() throws IOException {
    int plain = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = bytes(event());
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      ConnectionEvent connection = reader.read(bytes, 0, SOURCE);
      if (connection != null) {
        plain++;
        assertThat(connection).isEqualTo(generally(bytes));
      }
    }
    assertThat(plain).isBetween(2_000, 18_000);
  }

  @Test
  void whatEndsTooEarlyOrTooLateIsLeftToTheReaderOfAllRecords() throws IOException {
    byte[] bytes = bytes(connection("10.0.0.1", "host-1"));
    assertThat(reader.read(bytes, 0, SOURCE)).isNotNull();
    for (int length = 0; length < bytes.length; length++) {
      assertThat(reader.read(Arrays.copyOf(bytes, length), 0, SOURCE)).isNull();
    }
    assertThat(reader.read(Arrays.copyOf(bytes, bytes.length + 1), 0, SOURCE)).isNull();
  }

  @Test
  void textsTooLongToBeToldOnAreLeftToTheReaderOfAllRecords() throws IOException {
    ProcessEvent event = connection("10.0.0.1", "host-1");
    event.getProcess().setGuid("g".repeat(1_025));
    assertThat(reader.read(bytes(event), 0, SOURCE)).isNull();
    ProcessEvent ofLongTenant = connection("10.0.0.1", "host-1");
    ofLongTenant.setOrganisation("o".repeat(1_025));
    assertThat(reader.read(bytes(ofLongTenant), 0, SOURCE)).isNull();
  }

  @Test
  void partsThatRepeatAreOneObject() throws IOException {
    byte[] bytes = bytes(connection("10.0.0.1", "Host-1"));
    ConnectionEvent first = reader.read(bytes, 0, SOURCE);
    ConnectionEvent second = reader.read(bytes.clone(), 0, SOURCE);
    assertThat(first.host()).isEqualTo("host-1").isSameAs(second.host());
    assertThat(first.first().address()).isSameAs(second.first().address());
    assertThat(first.process()).isSameAs(second.process());
  }

  /** The event, or null where the reader of all records refuses it or it is no connection. */
  private TelemetryEvent generally(byte[] bytes) {
    try {
      ProcessEvent event = records.read(null, new BoundedDecoder().over(bytes, 0, bytes.length));
      TelemetryEvent meant = mapping.toEvent(event, SOURCE);
      return meant instanceof ConnectionEvent ? meant : null;
    } catch (IOException | DecodeException | RuntimeException refused) {
      return null;
    }
  }

  private static byte[] bytes(ProcessEvent event) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new SpecificDatumWriter<>(ProcessEvent.class).write(event, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  private ProcessEvent event() {
    ProcessEvent event = connection(address(), "host-" + random.nextInt(100));
    if (random.nextInt(10) == 0) {
      event.setBody(new ProcessStart("/sbin/init", null));
    }
    if (random.nextInt(20) == 0) {
      event.setEventTime(Instant.ofEpochMilli(random.nextLong()));
    }
    if (random.nextInt(20) == 0) {
      event.setHost(one(" ", "-", "HOST.example.com ", "h".repeat(300)));
    }
    return event;
  }

  private ProcessEvent connection(String address, String host) {
    return new ProcessEvent(
        one(null, "acme", "-", "other"),
        host,
        Instant.ofEpochMilli(1_700_000_000_000L + random.nextInt()),
        new ProcessReference(
            one(null, "{4f2a}", "-"),
            one(null, 4L, 77L),
            one("C:\\Windows\\System32\\svchost.exe", "<unknown process>", null, ""),
            one("SYSTEM", null),
            one("svchost -k netsvcs", null, "x".repeat(600)),
            null),
        new Connection(
            one(Sensor.values()),
            one(Protocol.values()),
            one(Direction.values()),
            random.nextInt(20) == 0 ? ConnectionEnds.UNKNOWN : ConnectionEnds.LOCAL_REMOTE,
            new Endpoint(address, one(null, 443, 0, 65_535)),
            new Endpoint("192.0.2.1", 50_000),
            random.nextBoolean()));
  }

  private String address() {
    return random.nextInt(20) == 0
        ? one("no address", "*", "", "::ffff:10.0.0.1", "FE80::1%eth0", "10.0.0.300", null)
        : "10.0.0." + random.nextInt(10);
  }

  @SafeVarargs
  private <T> T one(T... values) {
    return values[random.nextInt(values.length)];
  }
}
