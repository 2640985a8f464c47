package io.holoward.scoring.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holoward.detection.lifecycle.ControlCommand;
import io.holoward.detection.observation.AlarmEvent;
import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.Sensor;
import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.schema.Alarm;
import io.holoward.schema.Connection;
import io.holoward.schema.ConnectionEnds;
import io.holoward.schema.ControlAction;
import io.holoward.schema.ProcessEvent;
import io.holoward.telemetry.format.Reading.Invalid;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventMappingTest {

  private final EventMapping mapping = new EventMapping("default");

  static Stream<TelemetryEvent> events() {
    return Stream.of(
        Samples.connection(),
        Samples.connectionOfNobody(),
        Samples.processStart(),
        Samples.listen());
  }

  @ParameterizedTest
  @MethodSource("events")
  void anEventComesBackFromItsRecord(TelemetryEvent event) throws DecodeException {
    assertThat(mapping.toEvent(EventMapping.toRecord(event), Samples.SOURCE)).isEqualTo(event);
  }

  @Test
  void anAlarmComesBackFromItsRecord() throws DecodeException {
    Alarm record = EventMapping.toRecord(Samples.alarm());

    assertThat(mapping.toEvent(record, Samples.SOURCE)).isEqualTo(Samples.alarm());
  }

  @Test
  void itWorksAfterItWasShippedToAWorker() throws Exception {
    var bytes = new ByteArrayOutputStream();
    new ObjectOutputStream(bytes).writeObject(mapping);
    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      var shipped = (EventMapping) in.readObject();
      ProcessEvent record = EventMapping.toRecord(Samples.connection());

      assertThat(shipped.toEvent(record, Samples.SOURCE)).isEqualTo(Samples.connection());
    }
  }

  @Test
  void anAlarmIsNoProcessEvent() {
    assertThatThrownBy(() -> EventMapping.toRecord((TelemetryEvent) Samples.alarm()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @EnumSource(ControlCommand.Action.class)
  void aCommandComesBackFromItsRecord(ControlCommand.Action action) throws DecodeException {
    var command =
        new ControlCommand("c1", "acme", action, "svchost*", Samples.TIME, "ada@acme.example");

    assertThat(ControlMapping.toCommand(ControlMapping.toRecord(command))).isEqualTo(command);
  }

  @Test
  void everySymbolOfTheDomainComesBack() throws DecodeException {
    for (var protocol : io.holoward.detection.observation.Protocol.values()) {
      for (var direction : io.holoward.detection.observation.Direction.values()) {
        AlarmEvent alarm =
            alarm(new OrientedConnection(direction, protocol, Endpoint.ANY, Endpoint.ANY));

        assertThat(mapping.toEvent(EventMapping.toRecord(alarm), Samples.SOURCE)).isEqualTo(alarm);
      }
    }
  }

  private static AlarmEvent alarm(OrientedConnection connection) {
    AlarmEvent alarm = Samples.alarm();
    return new AlarmEvent(
        alarm.organisation(),
        alarm.host(),
        alarm.eventTime(),
        alarm.process(),
        alarm.id(),
        alarm.type(),
        List.of(connection),
        alarm.source());
  }

  @ParameterizedTest
  @EnumSource(Sensor.class)
  void everySensorComesBack(Sensor sensor) throws DecodeException {
    ProcessEvent record = EventMapping.toRecord(Samples.connection());
    connection(record).setSensor(SymbolMapping.toSymbol(sensor));

    var event = (ConnectionEvent) mapping.toEvent(record, Samples.SOURCE);

    assertThat(event.sensor()).isEqualTo(sensor);
  }

  @Test
  void aRecordWithoutOrganisationBelongsToTheTopics() throws DecodeException {
    ProcessEvent record = EventMapping.toRecord(Samples.connection());
    record.setOrganisation(null);

    assertThat(mapping.toEvent(record, Samples.SOURCE).organisation()).isEqualTo("default");
  }

  @Test
  void namesAndAddressesGetTheirOneSpelling() throws DecodeException {
    ProcessEvent record = EventMapping.toRecord(Samples.connection());
    record.setHost(" WS-1.Acme.Example ");
    connection(record).getFirst().setAddress("2001:0DB8:0:0:0:0:0:1");
    connection(record).getSecond().setAddress("::ffff:10.0.0.7");

    var event = (ConnectionEvent) mapping.toEvent(record, Samples.SOURCE);

    assertThat(event.host()).isEqualTo("ws-1.acme.example");
    assertThat(event.first()).isEqualTo(new Endpoint("2001:db8::1", 50_123));
    assertThat(event.second()).isEqualTo(new Endpoint("10.0.0.7", 443));
  }

  @Test
  void anEndOfWhichNothingIsKnownIsAny() throws DecodeException {
    ProcessEvent record = EventMapping.toRecord(Samples.connection());
    connection(record).setFirst(new io.holoward.schema.Endpoint("*", null));

    var event = (ConnectionEvent) mapping.toEvent(record, Samples.SOURCE);

    assertThat(event.first()).isSameAs(Endpoint.ANY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dc01.acme.example", "10.0.0.256", "10.0.0", "1:2"})
  void anAddressThatIsNoneIsRefused(String address) {
    assertRefused(
        record -> connection(record).getSecond().setAddress(address),
        Invalid.INVALID_FIELD,
        "second.address: ");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65_536, Integer.MIN_VALUE})
  void aPortThatIsNoneIsRefused(int port) {
    assertRefused(
        record -> connection(record).getFirst().setPort(port),
        Invalid.INVALID_FIELD,
        "first.port: expected a port from 0 to 65535, found '" + port + "'");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 946_684_799_999L, 253_402_300_800_000L, Long.MAX_VALUE, Long.MIN_VALUE})
  void anAbsurdTimeIsRefused(long time) {
    assertRefused(
        record -> record.setEventTime(Instant.ofEpochMilli(time)),
        Invalid.INVALID_TIME,
        "eventTime: ");
  }

  @Test
  void aRecordWithoutHostIsRefused() {
    assertRefused(record -> record.setHost("  "), Invalid.MISSING_FIELD, "host: ");
  }

  @Test
  void aHostNameLongerThanDnsKnowsIsRefused() {
    char[] name = new char[254];
    Arrays.fill(name, 'h');
    assertRefused(record -> record.setHost(new String(name)), Invalid.INVALID_FIELD, "host: ");
  }

  @Test
  void aNegativePidIsRefused() {
    assertRefused(
        record -> record.getProcess().setPid(-2L), Invalid.INVALID_FIELD, "process.pid: ");
  }

  @Test
  void endsOfAnUnknownMeaningAreRefused() {
    assertRefused(
        record -> connection(record).setEnds(ConnectionEnds.UNKNOWN),
        Invalid.MISSING_FIELD,
        "ends: ");
  }

  @Test
  void anUnknownActionIsRefused() {
    var record =
        new io.holoward.schema.ControlCommand(
            "c1", "acme", ControlAction.UNKNOWN, "*", Instant.ofEpochMilli(Samples.TIME), "ada");

    assertThatThrownBy(() -> ControlMapping.toCommand(record))
        .isInstanceOf(DecodeException.class)
        .hasMessageStartingWith("action: expected LOCK, UNLOCK, RELEARN or PROMOTE");
  }

  private void assertRefused(Consumer<ProcessEvent> damage, String errorClass, String message) {
    ProcessEvent record = EventMapping.toRecord(Samples.connection());
    damage.accept(record);

    DecodeException refusal =
        catchThrowableOfType(DecodeException.class, () -> mapping.toEvent(record, Samples.SOURCE));

    assertThat(refusal).isNotNull();
    assertThat(refusal.errorClass()).isEqualTo(errorClass);
    assertThat(refusal).hasMessageStartingWith(message);
  }

  private static Connection connection(ProcessEvent record) {
    return (Connection) record.getBody();
  }
}
