package io.holoward.telemetry.format;

import static io.holoward.telemetry.format.Reads.event;
import static io.holoward.telemetry.format.Reads.invalid;
import static io.holoward.telemetry.format.Reads.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.ProcessStartEvent;
import io.holoward.detection.observation.Sensor;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WinlogbeatFormatTest {

  private static final String SYSMON =
      """
      {"@timestamp":"2026-03-02T10:11:12.345Z","@metadata":{"beat":"winlogbeat","version":"8.15.0"},\
      "agent":{"type":"winlogbeat","name":"COLLECTOR"},"event":{"code":"3","kind":"event","provider":"Microsoft-Windows-Sysmon"},\
      "host":{"name":"collector.corp.example","os":{"family":"windows"}},"log":{"level":"information"},"message":"Network connection",\
      "winlog":{"event_id":"3","channel":"Microsoft-Windows-Sysmon/Operational","provider_name":"Microsoft-Windows-Sysmon",\
      "computer_name":"WS-1.corp.example","process":{"pid":3220,"thread":{"id":4}},"user":{"identifier":"S-1-5-18"},\
      "event_data":{"ProcessGuid":"{g}","ProcessId":"872","Image":"C:\\\\Windows\\\\System32\\\\svchost.exe",\
      "User":"NT AUTHORITY\\\\NETWORK SERVICE","Protocol":"tcp","Initiated":"true","SourceIp":"10.0.0.4","SourcePort":"50123",\
      "DestinationIp":"10.0.0.1","DestinationPort":"443","UtcTime":"2026-03-02 10:11:12.300"}}}""";

  private static final String SECURITY =
      """
      {"@timestamp":"2026-03-02T10:11:12.345Z","host":{"name":"ws-1"},"winlog":{"channel":"Security",\
      "provider_name":"Microsoft-Windows-Security-Auditing","event_id":5156,"computer_name":"WS-1.corp.example",\
      "process":{"pid":4},"event_data":{"ProcessID":"872","Application":"\\\\device\\\\harddiskvolume3\\\\windows\\\\system32\\\\svchost.exe",\
      "Direction":"%%14593","SourceAddress":"10.0.0.4","SourcePort":"50123","DestAddress":"10.0.0.1","DestPort":"443","Protocol":"6"}}}""";

  private final TelemetryFormat format = TelemetryFormats.byName("winlogbeat");

  @Test
  void aSysmonConnectionIsReadOutOfItsNestedFields() {
    ConnectionEvent event = event(ConnectionEvent.class, read(format, SYSMON));
    assertThat(event.sensor()).isEqualTo(Sensor.SYSMON);
    assertThat(event.host()).isEqualTo("ws-1.corp.example");
    assertThat(event.process().pid()).isEqualTo(872);
    assertThat(event.process().user()).isEqualTo("NT AUTHORITY\\NETWORK SERVICE");
    assertThat(event.direction()).isEqualTo(Direction.OUT);
    assertThat(event.first()).isEqualTo(new Endpoint("10.0.0.4", 50123));
    assertThat(event.second()).isEqualTo(new Endpoint("10.0.0.1", 443));
    assertThat(Instant.ofEpochMilli(event.eventTime())).isEqualTo("2026-03-02T10:11:12.300Z");
  }

  @Test
  void aSecurityEventTakesItsTimeFromTheRecord() {
    ConnectionEvent event = event(ConnectionEvent.class, read(format, SECURITY));
    assertThat(event.sensor()).isEqualTo(Sensor.WINDOWS_FILTERING);
    assertThat(event.process().pid()).isEqualTo(872);
    assertThat(event.process().image()).endsWith("svchost.exe");
    assertThat(Instant.ofEpochMilli(event.eventTime())).isEqualTo("2026-03-02T10:11:12.345Z");
  }

  @Test
  void theProviderTellsSysmonFromOtherLogsWithTheSameId() {
    String clockChange =
        SYSMON
            .replace("\"event_id\":\"3\"", "\"event_id\":1")
            .replace("Microsoft-Windows-Sysmon", "Microsoft-Windows-Kernel-General");
    assertThat(read(format, clockChange)).isEqualTo(Reading.Ignored.CHANNEL);
    String forwarded = SYSMON.replace("Microsoft-Windows-Sysmon/Operational", "ForwardedEvents");
    assertThat(read(format, forwarded)).isInstanceOf(Reading.Event.class);
  }

  @Test
  void withoutAComputerNameTheHostIsTheBeatsHost() {
    String local = SYSMON.replace("\"computer_name\":\"WS-1.corp.example\",", "");
    assertThat(event(ConnectionEvent.class, read(format, local)).host())
        .isEqualTo("collector.corp.example");
  }

  @Test
  void aProcessStartIsRead() {
    String start =
        SYSMON
            .replace("\"event_id\":\"3\"", "\"event_id\":\"1\"")
            .replace("\"Protocol\"", "\"CommandLine\":\"svchost -k x\",\"Protocol\"");
    assertThat(event(ProcessStartEvent.class, read(format, start)).process().commandLine())
        .isEqualTo("svchost -k x");
  }

  @Test
  void theTenantIsTheOrganizationOfTheRecord() {
    String tenant = SYSMON.replaceFirst("\\{", "{\"organization\":{\"id\":\"7\",\"name\":\"b\"},");
    assertThat(event(ConnectionEvent.class, read(format, tenant)).organisation()).isEqualTo("b");
  }

  @Test
  void eventDataCannotStandInForTheRecordsHeader() {
    String forged = SECURITY.replace("\"ProcessID\"", "\"Computer\":\"other\",\"ProcessID\"");
    assertThat(event(ConnectionEvent.class, read(format, forged)).host())
        .isEqualTo("ws-1.corp.example");
  }

  @Test
  void otherBeatsAndOtherEventsAreNoEventsOfOurs() {
    assertThat(read(format, SECURITY.replace("5156", "4624"))).isEqualTo(Reading.Ignored.EVENT_ID);
    assertThat(
            invalid(read(format, "{\"winlog\":3,\"host\":[],\"organization\":null}")).errorClass())
        .isEqualTo(Reading.Invalid.MISSING_FIELD);
    assertThat(invalid(read(format, SYSMON.substring(0, 500))).errorClass())
        .isEqualTo(Reading.Invalid.MALFORMED_RECORD);
  }
}
