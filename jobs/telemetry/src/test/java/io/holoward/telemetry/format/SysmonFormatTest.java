package io.holoward.telemetry.format;

import static io.holoward.telemetry.format.Reads.event;
import static io.holoward.telemetry.format.Reads.invalid;
import static io.holoward.telemetry.format.Reads.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.ConnectionEvent.Ends;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.ListenEvent;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.ProcessStartEvent;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.Sensor;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SysmonFormatTest {

  private static final String CONNECTION =
      """
      {"EventID":3,"Channel":"Sysmon","Computer":"MORDORDC.mordor.local","UtcTime":"2020-06-10 02:50:55.662",\
      "ProcessGuid":"{b669e388-a0ef-5edf-4d00-000000000300}","ProcessId":"3548",\
      "Image":"C:\\\\Windows\\\\System32\\\\dns.exe","User":"NT AUTHORITY\\\\SYSTEM","Protocol":"udp",\
      "Initiated":"false","SourceIp":"172.18.38.5","SourcePort":"53","DestinationIp":"192.168.5.2",\
      "DestinationHostname":"-","DestinationPort":"49246","ts":"2020-06-10T02:50:55.662Z"}""";

  private static final String FILTERING =
      """
      {"EventID":5156,"Channel":"Security","Computer":"MORDORDC.mordor.local","EventTime":"2020-06-09 22:50:56",\
      "ProcessID":"3548","Application":"\\\\device\\\\harddiskvolume4\\\\windows\\\\system32\\\\dns.exe",\
      "Direction":"%%14592","SourceAddress":"192.168.5.2","SourcePort":"49246","DestAddress":"172.18.38.5",\
      "DestPort":"53","Protocol":"17","LayerName":"%%14610","LayerRTID":"44","ts":"2020-06-10T02:50:56.000Z"}""";

  private static final String START =
      """
      {"EventID":1,"Channel":"Sysmon","Computer":"dc","UtcTime":"2020-06-10 02:51:04.728",\
      "ProcessGuid":"{b669e388-4a98-5ee0-1704-000000000300}","ProcessId":2008,\
      "Image":"C:\\\\Windows\\\\System32\\\\svchost.exe","CommandLine":"svchost.exe -k netsvcs","User":"NT AUTHORITY\\\\SYSTEM",\
      "ParentImage":"C:\\\\Windows\\\\System32\\\\services.exe","Hashes":"SHA1=AA,MD5=BB,SHA256=CC"}""";

  private final TelemetryFormat format = TelemetryFormats.byName("sysmon");

  private ConnectionEvent connection(String record) {
    return event(ConnectionEvent.class, read(format, record));
  }

  @Test
  void aSysmonConnectionKeepsItsEndsAsReportedAndItsDeclaredDirection() {
    assertThat(connection(CONNECTION))
        .isEqualTo(
            new ConnectionEvent(
                "acme",
                "mordordc.mordor.local",
                Instant.parse("2020-06-10T02:50:55.662Z").toEpochMilli(),
                new ProcessReference(
                    "{b669e388-a0ef-5edf-4d00-000000000300}",
                    3548,
                    "C:\\Windows\\System32\\dns.exe",
                    "NT AUTHORITY\\SYSTEM",
                    null,
                    null),
                Sensor.SYSMON,
                Protocol.UDP,
                Direction.IN,
                Ends.SOURCE_DESTINATION,
                new Endpoint("172.18.38.5", 53),
                new Endpoint("192.168.5.2", 49246),
                false,
                Reads.HERE));
  }

  @Test
  void aPermittedConnectionOfTheFilteringPlatformHasItsDevicePathAndNoGuid() {
    assertThat(connection(FILTERING))
        .isEqualTo(
            new ConnectionEvent(
                "acme",
                "mordordc.mordor.local",
                Instant.parse("2020-06-10T02:50:56Z").toEpochMilli(),
                new ProcessReference(
                    null,
                    3548,
                    "\\device\\harddiskvolume4\\windows\\system32\\dns.exe",
                    null,
                    null,
                    null),
                Sensor.WINDOWS_FILTERING,
                Protocol.UDP,
                Direction.IN,
                Ends.SOURCE_DESTINATION,
                new Endpoint("192.168.5.2", 49246),
                new Endpoint("172.18.38.5", 53),
                false,
                Reads.HERE));
  }

  @Test
  void aBlockedConnectionSaysSo() {
    assertThat(connection(FILTERING.replace("5156", "5157")).blocked()).isTrue();
  }

  @Test
  void theDirectionOfTheFilteringPlatformIsAMessageNumber() {
    assertThat(connection(FILTERING).direction()).isEqualTo(Direction.IN);
    assertThat(connection(FILTERING.replace("%%14592", "%%14593")).direction())
        .isEqualTo(Direction.OUT);
    assertThat(invalid(read(format, FILTERING.replace("%%14592", "%%14611"))).message())
        .contains("Direction", "%%14611");
  }

  @Test
  void initiatedIsOutboundAndNotInitiatedInbound() {
    assertThat(connection(CONNECTION.replace("\"false\",\"SourceIp", "\"true\",\"SourceIp")))
        .extracting(ConnectionEvent::direction)
        .isEqualTo(Direction.OUT);
    assertThat(connection(CONNECTION.replace("\"false\",\"SourceIp", "true,\"SourceIp")))
        .extracting(ConnectionEvent::direction)
        .isEqualTo(Direction.OUT);
    assertThat(invalid(read(format, CONNECTION.replace("\"false\",\"S", "\"maybe\",\"S"))))
        .extracting(Reading.Invalid::errorClass)
        .isEqualTo(Reading.Invalid.INVALID_FIELD);
  }

  @ParameterizedTest
  @CsvSource({
    "6,TCP",
    "17,UDP",
    "1,ICMP",
    "58,ICMP",
    "2,OTHER",
    "255,OTHER",
    "tcp,TCP",
    "UDP,UDP",
    "Tcp,TCP",
    "icmpv6,ICMP",
    "gre,OTHER"
  })
  void protocolsAreNumbersOrNames(String spelling, Protocol protocol) {
    assertThat(connection(FILTERING.replace("\"17\"", "\"" + spelling + "\"")).protocol())
        .isEqualTo(protocol);
  }

  @ParameterizedTest
  @ValueSource(strings = {"256", "-6", "6.0", "%%14610"})
  void aProtocolThatIsNoneIsInvalid(String spelling) {
    assertThat(invalid(read(format, FILTERING.replace("\"17\"", "\"" + spelling + "\""))).message())
        .startsWith("Protocol: ");
  }

  @Test
  void expandedAndCompressedSpellingsOfIpv6AreOneAddress() {
    Endpoint expanded = connection(CONNECTION.replace("172.18.38.5", "0:0:0:0:0:0:0:1")).first();
    Endpoint compressed = connection(FILTERING.replace("192.168.5.2", "::1")).first();
    assertThat(expanded.address()).isEqualTo("::1").isEqualTo(compressed.address());
  }

  @ParameterizedTest
  @ValueSource(strings = {"<unknown process>", "&lt;unknown process&gt;", "-", ""})
  void anImageThatTheSensorCouldNotTellIsNone(String image) {
    String record = CONNECTION.replace("C:\\\\Windows\\\\System32\\\\dns.exe", image);
    assertThat(connection(record).process().image()).isNull();
  }

  @Test
  void anAbsentProcessIdIsUnknown() {
    assertThat(connection(CONNECTION.replace("\"ProcessId\":\"3548\",", "")).process().pid())
        .isEqualTo(ProcessReference.UNKNOWN_PID);
  }

  @Test
  void theProcessIdOfACollectorsHeaderIsNotTheProcesssOfASysmonEvent() {
    String withHeader = CONNECTION.replace("\"ProcessId\"", "\"ProcessID\":3220,\"ProcessId\"");
    assertThat(connection(withHeader).process().pid()).isEqualTo(3548);
  }

  @Test
  void aHexadecimalProcessIdIsRead() {
    assertThat(connection(FILTERING.replace("\"3548\"", "\"0xddc\"")).process().pid())
        .isEqualTo(3548);
  }

  @Test
  void aProcessStartTellsCommandLineParentAndStrongestHash() {
    ProcessStartEvent start = event(ProcessStartEvent.class, read(format, START));
    assertThat(start.process().commandLine()).isEqualTo("svchost.exe -k netsvcs");
    assertThat(start.process().pid()).isEqualTo(2008);
    assertThat(start.parentImage()).isEqualTo("C:\\Windows\\System32\\services.exe");
    assertThat(start.fileHash()).isEqualTo("SHA256=CC");
    assertThat(Instant.ofEpochMilli(start.eventTime())).isEqualTo("2020-06-10T02:51:04.728Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"5158", "5154"})
  void aBindOrListenTellsItsLocalEnd(String id) {
    String record =
        """
        {"EventID":%s,"Channel":"Security","Computer":"W","ProcessID":"4","Application":"System",\
        "SourceAddress":"::","SourcePort":"445","Protocol":"6","ts":"2020-09-14T12:06:02.000Z"}"""
            .formatted(id);
    ListenEvent listen = event(ListenEvent.class, read(format, record));
    assertThat(listen.local()).isEqualTo(new Endpoint("::", 445));
    assertThat(listen.protocol()).isEqualTo(Protocol.TCP);
    assertThat(listen.host()).isEqualTo("w");
  }

  @Test
  void anExportThatLostItsAddressesIsAConnectionWithNothingKnownOfItsEnds() {
    String record =
        """
        {"EventID":5156,"Channel":"Security","Computer":"WORKSTATION5","EventTime":"2022-05-13T08:54:05.21Z",\
        "ts":"2022-05-13T08:54:05.210Z"}""";
    ConnectionEvent event = connection(record);
    assertThat(event.first()).isEqualTo(Endpoint.ANY);
    assertThat(event.second()).isEqualTo(Endpoint.ANY);
    assertThat(event.process().image()).isNull();
    assertThat(event.direction()).isEqualTo(Direction.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "172.18.38.5, mordordc.mordor.local, SourceAddress",
    "172.18.38.5, 172.18.38.256, SourceAddress",
    "172.18.38.5, 172.18.38, SourceAddress",
    "172.18.38.5, ':::1', SourceAddress",
    "49246, 65536, DestPort",
    "49246, http, DestPort",
    "49246, -1, DestPort",
    "3548, abc, ProcessId"
  })
  void aFieldThatIsThereAndMakesNoSenseIsInvalid(String sound, String broken, String field) {
    Reading.Invalid invalid = invalid(read(format, CONNECTION.replace(sound, broken)));
    assertThat(invalid.errorClass()).isEqualTo(Reading.Invalid.INVALID_FIELD);
    assertThat(invalid.message()).contains(field, broken);
  }

  @Test
  void anObjectWhereAValueBelongsIsInvalid() {
    assertThat(invalid(read(format, CONNECTION.replace("\"172.18.38.5\"", "{\"a\":[1]}"))))
        .extracting(Reading.Invalid::errorClass)
        .isEqualTo(Reading.Invalid.INVALID_FIELD);
  }

  @ParameterizedTest
  @CsvSource({
    // ts wins over the others
    "'\"ts\":\"2020-01-02T03:04:05Z\",\"UtcTime\":\"2021-01-01 00:00:00\"', 2020-01-02T03:04:05Z",
    "'\"UtcTime\":\"2020-01-02 03:04:05.9999999\"', 2020-01-02T03:04:05.999Z",
    "'\"EventTime\":\"2020-01-02T03:04:05.21Z\"', 2020-01-02T03:04:05.210Z",
    "'\"EventTime\":\"2020-01-02 03:04:05 \",\"@timestamp\":\"2020-01-02T08:04:05Z\"', 2020-01-02T08:04:05Z",
    "'\"EventTime\":\"2020-01-02 03:04:05+05:30\"', 2020-01-01T21:34:05Z"
  })
  void theTimeIsTakenFromTheFieldThatIsSurestToBeUtc(String fields, Instant expected) {
    String record = "{\"EventID\":3,\"Channel\":\"Sysmon\",\"Computer\":\"w\"," + fields + "}";
    assertThat(Instant.ofEpochMilli(connection(record).eventTime())).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"EventTime\":\"2020-01-02 03:04:05\"",
        "\"ts\":\"1999-12-31T23:59:59.999Z\"",
        "\"ts\":\"1601-01-01T00:00:00Z\"",
        "\"ts\":\"2020-02-30T00:00:00Z\"",
        "\"ts\":\"yesterday\"",
        "\"ts\":1591757455662",
        "\"UtcTime\":\"2020-13-01 00:00:00\"",
        "\"x\":1"
      })
  void aTimeThatCannotBeTrustedIsInvalid(String fields) {
    String record = "{\"EventID\":3,\"Channel\":\"Sysmon\",\"Computer\":\"w\"," + fields + "}";
    assertThat(invalid(read(format, record)).errorClass()).isEqualTo(Reading.Invalid.INVALID_TIME);
  }

  @Test
  void otherEventsAreIgnoredUnderOneReason() {
    assertThat(read(format, "{\"EventID\":4624,\"Channel\":\"Security\"}"))
        .isEqualTo(new Reading.Ignored("event-id"));
    assertThat(read(format, "{\"EventID\":\"evil-1\"}")).isEqualTo(new Reading.Ignored("event-id"));
  }

  @Test
  void anEventIdOfAnotherLogMeansSomethingElse() {
    String clockChange = "{\"EventID\":1,\"Channel\":\"System\",\"Computer\":\"w\"}";
    assertThat(read(format, clockChange)).isEqualTo(new Reading.Ignored("channel"));
    String forwarded =
        CONNECTION.replace(
            "\"Channel\":\"Sysmon\"",
            "\"Channel\":\"ForwardedEvents\",\"SourceName\":\"Microsoft-Windows-Sysmon\"");
    assertThat(read(format, forwarded)).isInstanceOf(Reading.Event.class);
  }

  @Test
  void aBlankLineIsIgnored() {
    assertThat(read(format, "")).isEqualTo(Reading.Ignored.BLANK);
    assertThat(read(format, " \t ")).isEqualTo(Reading.Ignored.BLANK);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "3",
        "\"x\"",
        "{\"EventID\":3",
        "{\"EventID\":3,}",
        "{\"EventID\":3} {}",
        "not json",
        "{\"EventID\":NaN}",
        "\u0000\u0001"
      })
  void whatIsNotOneJsonObjectIsMalformed(String record) {
    assertThat(invalid(read(format, record)).errorClass())
        .isEqualTo(Reading.Invalid.MALFORMED_RECORD);
  }

  @Test
  void aRecordWithoutAnEventIdOrAHostCannotBeUsed() {
    assertThat(invalid(read(format, "{\"a\":1}")).errorClass())
        .isEqualTo(Reading.Invalid.MISSING_FIELD);
    assertThat(invalid(read(format, CONNECTION.replace("\"Computer\"", "\"Other\""))).errorClass())
        .isEqualTo(Reading.Invalid.MISSING_FIELD);
  }

  @Test
  void aRecordNestedBeyondReasonIsMalformed() {
    String deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    assertThat(invalid(read(format, deep)).errorClass())
        .isEqualTo(Reading.Invalid.MALFORMED_RECORD);
  }

  @Test
  void anOversizedRecordIsInvalidWithoutBeingParsed() {
    byte[] huge = new byte[TelemetryFormat.MAX_RECORD_BYTES + 1];
    Arrays.fill(huge, (byte) ' ');
    Reading reading = format.read(huge, 0, huge.length, ReadContext.of("acme"));
    assertThat(invalid(reading).errorClass()).isEqualTo(Reading.Invalid.OVERSIZED);
  }

  @Test
  void bytesThatAreNoUtf8AreReplaced() {
    byte[] record = CONNECTION.replace("dns.exe", "d?s.exe").getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < record.length; i++) {
      record[i] = record[i] == '?' ? (byte) 0xe9 : record[i];
    }
    Reading reading = format.read(record, 0, record.length, ReadContext.of("acme"));
    assertThat(event(ConnectionEvent.class, reading).process().image())
        .isEqualTo("C:\\Windows\\System32\\d\ufffds.exe");
  }

  @Test
  void theRecordIsReadOutOfTheMiddleOfABuffer() {
    byte[] buffer = ("{\"x\":1}\n" + CONNECTION + "\n{").getBytes(StandardCharsets.UTF_8);
    Reading reading =
        format.read(buffer, 8, buffer.length - 10, ReadContext.of("acme").at(Reads.HERE));
    assertThat(reading).isEqualTo(read(format, CONNECTION));
  }

  @Test
  void aRecordIsReadWithoutLeftoversOfTheOneBefore() {
    Reading alone = read(TelemetryFormats.byName("sysmon"), FILTERING);
    read(format, CONNECTION);
    read(format, START);
    assertThat(read(format, FILTERING)).isEqualTo(alone);
  }

  @Test
  void theOrganisationIsTheRecordsOwnWhereItNamesOne() {
    assertThat(
            connection(CONNECTION.replace("{\"EventID\"", "{\"organisation\":\"b\",\"EventID\"")))
        .extracting(ConnectionEvent::organisation)
        .isEqualTo("b");
  }

  @Test
  void messagesCarryNoControlCharactersAndAreBounded() {
    String hostile = "\\u001b[31m" + "x".repeat(5000);
    Reading.Invalid invalid = invalid(read(format, CONNECTION.replace("172.18.38.5", hostile)));
    assertThat(invalid.message()).hasSizeLessThanOrEqualTo(300).doesNotContain("\u001b");
  }
}
