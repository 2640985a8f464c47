package io.holoward.telemetry.format;

import static io.holoward.telemetry.format.Reads.event;
import static io.holoward.telemetry.format.Reads.invalid;
import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.observation.AlarmEvent;
import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.ConnectionEvent.Ends;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.ListenEvent;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.ProcessStartEvent;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.Sensor;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.schema.Alarm;
import io.holoward.schema.ArchivedEvent;
import io.holoward.schema.Connection;
import io.holoward.schema.Flow;
import io.holoward.schema.Listen;
import io.holoward.schema.ProcessEvent;
import io.holoward.schema.ProcessStart;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AvroFormatTest {

  private final TelemetryFormat format = TelemetryFormats.byName("avro");

  private Reading read(byte[] record) {
    return format.read(record, 0, record.length, ReadContext.of("acme").at(Reads.HERE));
  }

  private Reading read(ProcessEvent event) throws IOException {
    return read(ProcessEvents.encode(event));
  }

  @Test
  void aConnectionIsReadWithItsAddressesInOneSpelling() throws IOException {
    assertThat(event(ConnectionEvent.class, read(ProcessEvents.connection(7))))
        .isEqualTo(
            new ConnectionEvent(
                "acme",
                "ws-1",
                Instant.parse("2026-03-02T10:11:12.345Z").toEpochMilli(),
                new ProcessReference(null, 7, "C:\\Windows\\System32\\lsass.exe", null, null, null),
                Sensor.SYSMON,
                Protocol.TCP,
                Direction.OUT,
                Ends.SOURCE_DESTINATION,
                new Endpoint("::1", 50_001),
                new Endpoint("::1", 88),
                false,
                Reads.HERE));
  }

  @Test
  void aProcessStartAndAListenAreRead() throws IOException {
    ProcessEvent event = ProcessEvents.connection(7);
    event.setOrganisation("tenant");
    event.setBody(ProcessStart.newBuilder().setParentImage("/sbin/init").build());
    ProcessStartEvent start = event(ProcessStartEvent.class, read(event));
    assertThat(start.parentImage()).isEqualTo("/sbin/init");
    assertThat(start.organisation()).isEqualTo("tenant");
    event.setBody(
        Listen.newBuilder()
            .setProtocol(io.holoward.schema.Protocol.UDP)
            .setLocal(ProcessEvents.end(null, 53))
            .build());
    ListenEvent listen = event(ListenEvent.class, read(event));
    assertThat(listen.local()).isEqualTo(new Endpoint(null, 53));
    assertThat(listen.protocol()).isEqualTo(Protocol.UDP);
  }

  @Test
  void aFlowIsToldByTheMarkBeforeIt() throws IOException {
    byte[] record = Flow.getEncoder().encode(Flows.outbound(7)).array();
    FlowEvent flow = event(FlowEvent.class, read(record));
    assertThat(flow.process().pid()).isEqualTo(7);
    assertThat(flow.connection().remote()).isEqualTo(new Endpoint("::1", 443));
    for (int length = 0; length < record.length; length++) {
      assertThat(invalid(read(Arrays.copyOf(record, length))).errorClass())
          .isEqualTo(Reading.Invalid.MALFORMED_RECORD);
    }
    assertThat(invalid(read(Arrays.copyOf(record, record.length + 1))).message())
        .contains("more bytes");
  }

  @Test
  void anArchivedEventStandsWhereItWasFirstRead() throws IOException {
    SourcePosition live = new SourcePosition("process-events-3", 4_711);
    assertThat(event(ConnectionEvent.class, read(archived(live, ProcessEvents.connection(7)))))
        .returns(live, ConnectionEvent::source)
        .returns(7L, connection -> connection.process().pid())
        .returns("acme", ConnectionEvent::organisation);
    assertThat(event(FlowEvent.class, read(archived(live, Flows.outbound(7)))))
        .returns(live, FlowEvent::source)
        .returns("tls", FlowEvent::application);
    assertThat(event(AlarmEvent.class, read(archived(live, alarm()))))
        .isEqualTo(
            new AlarmEvent(
                "tenant",
                "ws-1",
                Instant.parse("2026-03-02T10:11:12.345Z").toEpochMilli(),
                new ProcessReference(null, 7, "a.exe", null, null, null),
                "A-1",
                null,
                List.of(
                    new OrientedConnection(
                        Direction.OUT,
                        Protocol.TCP,
                        Endpoint.ANY,
                        new Endpoint("2001:db8::1", 443))),
                live));
  }

  @Test
  void anArchivedEventThatMakesNoSenseIsInvalid() throws IOException {
    Alarm nameless = alarm();
    nameless.setId(" ");
    SourcePosition live = new SourcePosition("alarms-0", 1);
    assertThat(invalid(read(archived(live, nameless))).message()).startsWith("id: ");
    byte[] record = archived(live, alarm());
    for (int length = 0; length < record.length; length++) {
      assertThat(invalid(read(Arrays.copyOf(record, length))).errorClass())
          .isEqualTo(Reading.Invalid.MALFORMED_RECORD);
    }
  }

  private static byte[] archived(SourcePosition source, Object event) throws IOException {
    return ArchivedEvent.getEncoder()
        .encode(
            new ArchivedEvent(
                new io.holoward.schema.SourcePosition(source.name(), source.position()), event))
        .array();
  }

  private static Alarm alarm() {
    return Alarm.newBuilder()
        .setOrganisation("tenant")
        .setHost("WS-1")
        .setEventTime(Instant.parse("2026-03-02T10:11:12.345Z"))
        .setProcess(
            io.holoward.schema.ProcessReference.newBuilder().setPid(7L).setImage("a.exe").build())
        .setId("A-1")
        .setConnections(
            List.of(
                new io.holoward.schema.OrientedConnection(
                    io.holoward.schema.Direction.OUT,
                    io.holoward.schema.Protocol.TCP,
                    ProcessEvents.end("*", null),
                    ProcessEvents.end("2001:0db8::1", 443))))
        .build();
  }

  @Test
  void symbolsOfANewerSchemaAreTheLeastThatIsKnown() throws IOException {
    ProcessEvent event = ProcessEvents.connection(7);
    Connection connection = (Connection) event.getBody();
    connection.setSensor(io.holoward.schema.Sensor.UNKNOWN);
    connection.setProtocol(io.holoward.schema.Protocol.UNKNOWN);
    connection.setDirection(io.holoward.schema.Direction.UNKNOWN);
    ConnectionEvent read = event(ConnectionEvent.class, read(event));
    assertThat(read.sensor()).isEqualTo(Sensor.OTHER);
    assertThat(read.protocol()).isEqualTo(Protocol.OTHER);
    assertThat(read.direction()).isEqualTo(Direction.UNKNOWN);
    connection.setEnds(io.holoward.schema.ConnectionEnds.UNKNOWN);
    assertThat(invalid(read(event)).message()).startsWith("ends");
  }

  @Test
  void valuesThatMakeNoSenseAreInvalid() throws IOException {
    ProcessEvent hostName = ProcessEvents.connection(7);
    ((Connection) hostName.getBody()).setFirst(ProcessEvents.end("dc.example", 1));
    assertThat(invalid(read(hostName)).message()).contains("first.address", "host name");

    ProcessEvent port = ProcessEvents.connection(7);
    ((Connection) port.getBody()).setSecond(ProcessEvents.end("10.0.0.1", 70_000));
    assertThat(invalid(read(port)).message()).contains("second.port", "70000");

    assertThat(invalid(read(ProcessEvents.connection(-7))).message()).contains("pid");

    ProcessEvent old = ProcessEvents.connection(7);
    old.setEventTime(Instant.EPOCH);
    assertThat(invalid(read(old)).errorClass()).isEqualTo(Reading.Invalid.INVALID_TIME);

    ProcessEvent nowhere = ProcessEvents.connection(7);
    nowhere.setHost(" ");
    assertThat(invalid(read(nowhere)).errorClass()).isEqualTo(Reading.Invalid.MISSING_FIELD);
  }

  @Test
  void aRecordWithBytesMissingOrLeftOverIsMalformed() throws IOException {
    byte[] record = ProcessEvents.encode(ProcessEvents.connection(7));
    for (int length = 0; length < record.length; length++) {
      assertThat(invalid(read(Arrays.copyOf(record, length))).errorClass())
          .isEqualTo(Reading.Invalid.MALFORMED_RECORD);
    }
    assertThat(invalid(read(Arrays.copyOf(record, record.length + 1))).message())
        .contains("more bytes");
  }

  @Test
  void noChangeOfARecordMakesTheFormatThrow() throws IOException {
    byte[] connection = ProcessEvents.encode(ProcessEvents.connection(7));
    byte[] flow = Flow.getEncoder().encode(Flows.outbound(7)).array();
    byte[] archived = archived(new SourcePosition("alarms-0", 1), alarm());
    List<byte[]> records = List.of(connection, flow, archived);
    Random random = new Random(31);
    for (int i = 0; i < 100_000; i++) {
      byte[] record = records.get(i % records.size()).clone();
      for (int change = 0; change < 3; change++) {
        record[random.nextInt(record.length)] = (byte) random.nextInt(256);
      }
      assertThat(read(record)).isNotNull();
    }
  }
}
