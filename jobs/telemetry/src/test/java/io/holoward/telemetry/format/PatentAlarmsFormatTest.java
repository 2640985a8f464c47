package io.holoward.telemetry.format;

import static io.holoward.telemetry.format.Reads.event;
import static io.holoward.telemetry.format.Reads.invalid;
import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.observation.AlarmEvent;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.Protocol;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatentAlarmsFormatTest {

  private static final String RECORD =
      "5|acme|OUTBOUND_CONNECTION|TCP|4444|203.0.113.9|50111|10.9.9.9|31|2018-09-06 11:27:40.123-08";

  private final ReadContext context =
      ReadContext.of("default")
          .with(
              ProcessTable.parse(
                  List.of(
                      "31|acme|VM-1|C:\\Windows\\System32\\lsass.exe|null|null",
                      "32|null|vm-2|null|null|null")));
  private final TelemetryFormat format = TelemetryFormats.byName("patent-alarms");

  private Reading read(String record) {
    return Reads.read(format, context, record);
  }

  @Test
  void anAlarmIsAboutOneConnectionOfTheProcessOfTheTable() {
    AlarmEvent alarm = event(AlarmEvent.class, read(RECORD));
    assertThat(alarm.id()).isEqualTo("5");
    assertThat(alarm.type()).isEqualTo("OUTBOUND_CONNECTION");
    assertThat(alarm.organisation()).isEqualTo("acme");
    assertThat(alarm.host()).isEqualTo("vm-1");
    assertThat(Instant.ofEpochMilli(alarm.eventTime())).isEqualTo("2018-09-06T19:27:40.123Z");
    assertThat(alarm.connections())
        .containsExactly(
            new OrientedConnection(
                Direction.OUT,
                Protocol.TCP,
                new Endpoint("10.9.9.9", 50111),
                new Endpoint("203.0.113.9", 4444)));
  }

  @ParameterizedTest
  @CsvSource({
    "INBOUND_CONNECTION, 4444, 50111, IN",
    "outgoing, 50111, 22, OUT",
    "UNKNOWN_BEHAVIOR, 4444, 50111, OUT",
    "UNKNOWN_BEHAVIOR, 50111, 22, IN",
    "null, *, 22, IN",
    "null, 443, *, OUT",
    "null, *, *, OUT"
  })
  void theDirectionIsAWordOfTheTypeElseTheSideOfTheService(
      String type, String remotePort, String localPort, Direction direction) {
    String record =
        RECORD
            .replace("OUTBOUND_CONNECTION", type)
            .replace("|50111|", "|" + localPort + "|")
            .replace("|4444|", "|" + remotePort + "|");
    AlarmEvent alarm = event(AlarmEvent.class, read(record));
    assertThat(alarm.connections().get(0).direction()).isEqualTo(direction);
  }

  @Test
  void anAlarmOfOneTenantAboutAProcessOfAnotherIsRefused() {
    Reading.Invalid invalid = invalid(read(RECORD.replace("|acme|", "|other|")));
    assertThat(invalid.errorClass()).isEqualTo(Reading.Invalid.INVALID_FIELD);
    assertThat(invalid.message()).contains("org_id");
  }

  @Test
  void theTenantIsTheRecordsElseTheTablesElseTheContexts() {
    assertThat(event(AlarmEvent.class, read(RECORD.replace("|acme|", "|null|"))).organisation())
        .isEqualTo("acme");
    String unowned = RECORD.replace("|31|", "|32|");
    assertThat(event(AlarmEvent.class, read(unowned)).organisation()).isEqualTo("acme");
    assertThat(event(AlarmEvent.class, read(unowned.replace("|acme|", "||"))).organisation())
        .isEqualTo("default");
  }

  @Test
  void headerBlankAndBrokenLinesAreToldApart() {
    assertThat(
            read(
                "id|org_id|type|protocol|remote_port|remote_address|local_port|local_address|"
                    + "created_by_id|created_at"))
        .isEqualTo(Reading.Ignored.HEADER);
    assertThat(read(" ")).isEqualTo(Reading.Ignored.BLANK);
    assertThat(invalid(read("a|b")).errorClass()).isEqualTo(Reading.Invalid.MALFORMED_RECORD);
    assertThat(invalid(read(RECORD.replaceFirst("5", "null"))).errorClass())
        .isEqualTo(Reading.Invalid.MISSING_FIELD);
  }
}
