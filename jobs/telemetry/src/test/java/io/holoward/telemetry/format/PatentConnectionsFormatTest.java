package io.holoward.telemetry.format;

import static io.holoward.telemetry.format.Reads.event;
import static io.holoward.telemetry.format.Reads.invalid;
import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.ConnectionEvent.Ends;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.Sensor;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatentConnectionsFormatTest {

  private static final String HEADER =
      "id|remote_address|remote_port|created_at|updated_at|allowed_behavior_id|connection_type|"
          + "destination_service_id|created_by_id|local_address|local_port|protocol|origin";
  private static final String RECORD =
      "17|10.1.2.3|445|2018-09-06 11:27:40.123-08|2018-09-07 11:27:40.123-08|null|OUTGOING|null|31|"
          + "10.9.9.9|50111|TCP|guest";

  private final ReadContext context =
      ReadContext.of("acme")
          .with(
              ProcessTable.parse(
                  List.of(
                      "id|organisation|host|image|command line|user",
                      "31|tenant-7|VM-1|C:\\Windows\\System32\\lsass.exe|lsass.exe|NT AUTHORITY\\SYSTEM",
                      "32||vm-2|/bin/sh|sh -c a|b|root")));
  private final TelemetryFormat format = TelemetryFormats.byName("patent-connections");

  private Reading read(String record) {
    return Reads.read(format, context, record);
  }

  private ConnectionEvent connection(String record) {
    return event(ConnectionEvent.class, read(record));
  }

  @Test
  void anObservedConnectionHasItsLocalAndRemoteEndAndTheProcessOfTheTable() {
    ConnectionEvent event = connection(RECORD);
    assertThat(event.organisation()).isEqualTo("tenant-7");
    assertThat(event.host()).isEqualTo("vm-1");
    assertThat(event.process().guid()).isEqualTo("31");
    assertThat(event.process().image()).isEqualTo("C:\\Windows\\System32\\lsass.exe");
    assertThat(event.process().user()).isEqualTo("NT AUTHORITY\\SYSTEM");
    assertThat(event.sensor()).isEqualTo(Sensor.OTHER);
    assertThat(event.ends()).isEqualTo(Ends.LOCAL_REMOTE);
    assertThat(event.direction()).isEqualTo(Direction.OUT);
    assertThat(event.protocol()).isEqualTo(Protocol.TCP);
    assertThat(event.first()).isEqualTo(new Endpoint("10.9.9.9", 50111));
    assertThat(event.second()).isEqualTo(new Endpoint("10.1.2.3", 445));
    assertThat(event.source()).isEqualTo(Reads.HERE);
  }

  @Test
  void anOffsetOfHoursOnlyIsPartOfTheTime() {
    assertThat(Instant.ofEpochMilli(connection(RECORD).eventTime()))
        .isEqualTo("2018-09-06T19:27:40.123Z");
  }

  @Test
  void whereTheCreationIsNotToldTheUpdateIsTheTime() {
    assertThat(
            Instant.ofEpochMilli(
                connection(RECORD.replace("2018-09-06 11:27:40.123-08", "null")).eventTime()))
        .isEqualTo("2018-09-07T19:27:40.123Z");
  }

  @Test
  void theHeaderIsIgnoredWithAReason() {
    assertThat(read(HEADER)).isEqualTo(new Reading.Ignored("header"));
  }

  @Test
  void wildcardsAndNullsAreEndsOfWhichNothingIsKnown() {
    ConnectionEvent event =
        connection(
            RECORD.replace("|10.1.2.3|445|", "|*|*|").replace("10.9.9.9|50111", "null|null"));
    assertThat(event.first()).isEqualTo(Endpoint.ANY);
    assertThat(event.second()).isEqualTo(Endpoint.ANY);
    assertThat(connection(RECORD.replace("10.1.2.3", "*")).second())
        .isEqualTo(new Endpoint(null, 445));
  }

  @Test
  void aCommandLineMayHoldBarsAndTheTenantMayBeLeftToTheContext() {
    ConnectionEvent event = connection(RECORD.replace("|31|", "|32|"));
    assertThat(event.process().commandLine()).isEqualTo("sh -c a|b");
    assertThat(event.process().user()).isEqualTo("root");
    assertThat(event.organisation()).isEqualTo("acme");
  }

  @Test
  void aProcessThatTheTableDoesNotHoldIsNamed() {
    Reading.Invalid invalid = invalid(read(RECORD.replace("|31|", "|99|")));
    assertThat(invalid.errorClass()).isEqualTo(Reading.Invalid.UNKNOWN_PROCESS);
    assertThat(invalid.message()).contains("'99'");
    assertThat(invalid(read(RECORD.replace("|31|", "|null|"))).errorClass())
        .isEqualTo(Reading.Invalid.MISSING_FIELD);
  }

  @ParameterizedTest
  @CsvSource({"INCOMING,IN", "inbound,IN", "Outgoing,OUT", "OUTBOUND,OUT", "null,UNKNOWN"})
  void theConnectionTypeIsTheDirection(String type, Direction direction) {
    assertThat(connection(RECORD.replace("OUTGOING", type)).direction()).isEqualTo(direction);
  }

  @ParameterizedTest
  @CsvSource({
    "OUTGOING, SIDEWAYS, connection_type",
    "10.1.2.3, fileserver.example, remote_address",
    "445, 70000, remote_port",
    "50111, x, local_port",
    "10.9.9.9, 10.9.9, local_address"
  })
  void aFieldThatMakesNoSenseIsInvalid(String sound, String broken, String field) {
    Reading.Invalid invalid = invalid(read(RECORD.replace(sound, broken)));
    assertThat(invalid.errorClass()).isEqualTo(Reading.Invalid.INVALID_FIELD);
    assertThat(invalid.message()).contains(field, broken);
  }

  @Test
  void absurdTimesAndWrongNumbersOfColumnsAreInvalid() {
    assertThat(invalid(read(RECORD.replace("2018-09-06", "1970-01-01"))).errorClass())
        .isEqualTo(Reading.Invalid.INVALID_TIME);
    assertThat(invalid(read(RECORD.replace("2018-09-06 11", "noon"))).errorClass())
        .isEqualTo(Reading.Invalid.INVALID_TIME);
    assertThat(invalid(read(RECORD + "|x")).message()).contains("13 columns", "found 14");
    assertThat(invalid(read("hello")).errorClass()).isEqualTo(Reading.Invalid.MALFORMED_RECORD);
    assertThat(read("")).isEqualTo(Reading.Ignored.BLANK);
  }
}
