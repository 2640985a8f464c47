package io.holoward.telemetry.format;

import static io.holoward.telemetry.format.Reads.event;
import static io.holoward.telemetry.format.Reads.invalid;
import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.RoundTrip;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.observation.Volume;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SsFormatTest {

  private static final String DUMP = "# host=Web-1 time=2026-03-02T10:11:12Z";
  private static final String HEADER =
      "State Recv-Q Send-Q Local Address:Port  Peer Address:Port Process      ";
  private static final String SOCKET =
      "ESTAB 0      0         10.0.0.5:50122    93.184.216.34:443   users:((\"curl\",pid=712,fd=5))";
  private static final String FIGURES =
      "\t bbr wscale:10,10 rto:204 rtt:12.3/4.5 ato:40 mss:1448 bytes_sent:1000 bytes_acked:1001"
          + " bytes_received:5 segs_out:4 segs_in:3 bbr:(bw:23bps,mrtt:0.012,pacing_gain:2.8)"
          + " send 100bps minrtt:0.012 snd_wnd:70656   ";

  private final TelemetryFormat format = TelemetryFormats.byName("ss");

  private List<Reading> readAll(String... lines) {
    List<Reading> readings = new ArrayList<>();
    for (String line : lines) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      SourcePosition position = new SourcePosition("dump", readings.size() + 1);
      readings.add(format.read(bytes, 0, bytes.length, ReadContext.of("acme").at(position)));
    }
    return readings;
  }

  private FlowEvent last(String... lines) {
    List<Reading> readings = readAll(lines);
    return event(FlowEvent.class, readings.get(readings.size() - 1));
  }

  @Test
  void aSocketAndTheLineBelowItAreOneFlow() {
    List<Reading> readings = readAll(DUMP, HEADER, SOCKET, FIGURES);
    assertThat(readings.subList(0, 3))
        .containsExactly(
            Reading.Ignored.HEADER, Reading.Ignored.HEADER, new Reading.Ignored("socket-line"));
    FlowEvent flow = event(FlowEvent.class, readings.get(3));
    assertThat(flow.host()).isEqualTo("web-1");
    assertThat(Instant.ofEpochMilli(flow.eventTime())).isEqualTo("2026-03-02T10:11:12Z");
    assertThat(flow.process()).isEqualTo(new ProcessReference(null, 712, "curl", null, null, null));
    assertThat(flow.connection().direction()).isEqualTo(Direction.OUT);
    assertThat(flow.connection().local()).isEqualTo(new Endpoint("10.0.0.5", 50_122));
    assertThat(flow.connection().remote()).isEqualTo(new Endpoint("93.184.216.34", 443));
    assertThat(flow.roundTrip()).isEqualTo(RoundTrip.summary(1, 12.3, 4.5));
    assertThat(flow.volume()).isEqualTo(new Volume(1_000L, 5L, 4L, 3L));
    assertThat(flow.source()).isEqualTo(new SourcePosition("dump", 3));
  }

  @Test
  void bothOnOneLineAreTheSameFlow() {
    FlowEvent flow = last(DUMP, HEADER, SOCKET + FIGURES.strip().indent(1).stripTrailing());
    assertThat(flow.roundTrip()).isEqualTo(RoundTrip.summary(1, 12.3, 4.5));
    assertThat(flow.process().pid()).isEqualTo(712);
  }

  @Test
  void theProcessMayBeHiddenAndItsNameMayHoldSpaces() {
    String nobody = SOCKET.substring(0, SOCKET.indexOf("users"));
    assertThat(last(DUMP, nobody, FIGURES).process())
        .isEqualTo(new ProcessReference(null, -1, null, null, null, null));
    String server = nobody + "users:((\"tmux: server\",pid=7,fd=5),(\"sh\",pid=8,fd=5))";
    assertThat(last(DUMP, server, FIGURES).process())
        .isEqualTo(new ProcessReference(null, 7, "tmux: server", null, null, null));
  }

  @Test
  void aNameCannotPassForAnotherProcessOrForFigures() {
    String nobody = SOCKET.substring(0, SOCKET.indexOf("users"));
    String other = nobody + "users:((\"a\",pid=1,\",pid=4242,fd=3))";
    assertThat(last(DUMP, other, FIGURES).process())
        .isEqualTo(new ProcessReference(null, 4_242, "a\",pid=1,", null, null, null));
    String faster = nobody + "users:((\"x)) rtt:9/9\",pid=4242,fd=3)) rtt:12.3/4.5";
    assertThat(last(DUMP, faster).roundTrip()).isEqualTo(RoundTrip.summary(1, 12.3, 4.5));
  }

  @Test
  void aSocketMayListenOnAllAddresses() {
    for (String all : new String[] {"*", "0.0.0.0", "[::]"}) {
      String listening = "LISTEN 0      128        %s:50122      *:*".formatted(all);
      assertThat(last(DUMP, listening, SOCKET, FIGURES).connection().direction())
          .isEqualTo(Direction.IN);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "[::1]:22, ::1, 22",
    "[fe80::1%eth0]:22, fe80::1, 22",
    "[fe80::1]%eth0:22, fe80::1, 22",
    "10.0.0.5%lo:22, 10.0.0.5, 22",
    "[::ffff:10.0.0.5]:22, 10.0.0.5, 22"
  })
  void addressesMayHaveBracketsAndInterfaces(String printed, String address, int port) {
    FlowEvent flow = last(DUMP, SOCKET.replace("10.0.0.5:50122", printed), FIGURES);
    assertThat(flow.connection().local()).isEqualTo(new Endpoint(address, port));
  }

  @ParameterizedTest
  @CsvSource({
    "22, 50000, IN",
    "50000, 22, OUT",
    "8080, 50000, IN",
    "8080, 443, OUT",
    "443, 8080, IN",
    "40000, 50000, OUT",
    "443, 80, OUT"
  })
  void theEndWithTheLowerPortClassIsTheService(int local, int remote, Direction direction) {
    String socket = SOCKET.replace(":443", ":" + remote).replace(":50122", ":" + local);
    assertThat(last(DUMP, socket, FIGURES).connection().direction()).isEqualTo(direction);
  }

  @Test
  void aListeningPortServesWhateverItsNumber() {
    String listening = "LISTEN 0      128        0.0.0.0:50122      0.0.0.0:*";
    List<Reading> readings = readAll(DUMP, listening, "\t bbr cwnd:10", SOCKET, FIGURES);
    assertThat(readings.subList(1, 3)).containsOnly(new Reading.Ignored("socket-state"));
    assertThat(event(FlowEvent.class, readings.get(4)).connection().direction())
        .isEqualTo(Direction.IN);
    assertThat(last(DUMP, SOCKET, FIGURES).connection().direction()).isEqualTo(Direction.OUT);
  }

  @Test
  void socketsThatAreClosedGiveNoFlow() {
    String closed = "TIME-WAIT 0      0          127.0.0.1:53774    127.0.0.1:18080";
    assertThat(readAll(DUMP, closed, "\t        ", SOCKET, FIGURES))
        .element(1)
        .isEqualTo(new Reading.Ignored("socket-state"));
    assertThat(last(DUMP, SOCKET, closed, SOCKET, FIGURES).connection().remote().port())
        .isEqualTo(443);
  }

  @Test
  void aSocketWithoutATimeSaysWhatToPrint() {
    Reading.Invalid invalid = invalid(readAll(HEADER, SOCKET, FIGURES).get(1));
    assertThat(invalid.errorClass()).isEqualTo(Reading.Invalid.INVALID_TIME);
    assertThat(invalid.message()).contains("# host=NAME time=");
  }

  @Test
  void aTimeThatIsNoneTakesTheDumpWithIt() {
    List<Reading> readings = readAll(DUMP, "# host=web-1 time=noon", SOCKET);
    assertThat(invalid(readings.get(1)).errorClass()).isEqualTo(Reading.Invalid.INVALID_TIME);
    assertThat(invalid(readings.get(2)).errorClass()).isEqualTo(Reading.Invalid.INVALID_TIME);
  }

  @Test
  void olderKernelsTellWhatWasAcknowledgedAndSomeSocketsNoRoundTrip() {
    String old = "\t cubic rto:200 bytes_acked:1001 bytes_received:5";
    FlowEvent flow = last(DUMP, SOCKET, old);
    assertThat(flow.volume()).isEqualTo(new Volume(1_001L, 5L, null, null));
    assertThat(flow.roundTrip()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"rtt:12.3, rtt:-12.3", "rtt:12.3, rtt:x", "bytes_sent:1000, bytes_sent:-1"})
  void aFigureThatMakesNoSenseIsInvalid(String sound, String broken) {
    readAll(DUMP, SOCKET);
    assertThat(invalid(readAll(FIGURES.replace(sound, broken)).get(0)).errorClass())
        .isEqualTo(Reading.Invalid.INVALID_FIELD);
  }

  @ParameterizedTest
  @CsvSource({"hello", "ESTAB 0 0", "ESTAB 0 0 x y", "NONSENSE 0 0 1.2.3.4:5 1.2.3.4:6"})
  void otherLinesAreMalformed(String line) {
    assertThat(invalid(readAll(DUMP, line).get(1)).errorClass())
        .isEqualTo(Reading.Invalid.MALFORMED_RECORD);
  }
}
