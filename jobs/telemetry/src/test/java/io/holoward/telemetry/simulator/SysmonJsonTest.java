package io.holoward.telemetry.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holoward.detection.observation.AlarmEvent;
import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.ConnectionEvent.Ends;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.ListenEvent;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.ProcessStartEvent;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.Sensor;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.telemetry.format.ReadContext;
import io.holoward.telemetry.format.Reading;
import io.holoward.telemetry.format.TelemetryFormat;
import io.holoward.telemetry.format.TelemetryFormats;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SysmonJsonTest {

  private static final SourcePosition SOURCE = new SourcePosition("simulator", 0);
  private static final ProcessReference NOBODY =
      new ProcessReference(null, ProcessReference.UNKNOWN_PID, null, null, null, null);

  private final TelemetryFormat format = TelemetryFormats.byName("sysmon");

  private TelemetryEvent roundTrip(TelemetryEvent event) {
    String line = SysmonJson.write(event);
    assertThat(line).doesNotContain("\n");
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    Reading reading =
        format.read(bytes, 0, bytes.length, ReadContext.of("other").at(event.source()));
    assertThat(reading).isInstanceOf(Reading.Event.class);
    return ((Reading.Event) reading).event();
  }

  private static ConnectionEvent connection(
      Sensor sensor, Protocol protocol, Direction direction, boolean blocked) {
    return new ConnectionEvent(
        "acme",
        "ws-1",
        1_772_433_072_345L,
        NOBODY,
        sensor,
        protocol,
        direction,
        Ends.SOURCE_DESTINATION,
        new Endpoint("fe80::1", 443),
        Endpoint.ANY,
        blocked,
        SOURCE);
  }

  @Test
  void everySimulatedEventIsReadBackAsItWas() {
    SimulationPlan plan =
        SimulationPlan.of(13, 12, Instant.parse("2026-03-02T06:00:00Z"), Duration.ofHours(6));
    new FleetSimulator(plan)
        .forEachRemaining(
            simulated -> assertThat(roundTrip(simulated.event())).isEqualTo(simulated.event()));
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void everyProtocolAndDirectionIsReadBack(Protocol protocol) {
    for (Direction direction : Direction.values()) {
      ConnectionEvent sysmon = connection(Sensor.SYSMON, protocol, direction, false);
      assertThat(roundTrip(sysmon)).isEqualTo(sysmon);
      ConnectionEvent blocked = connection(Sensor.WINDOWS_FILTERING, protocol, direction, true);
      assertThat(roundTrip(blocked)).isEqualTo(blocked);
    }
  }

  @Test
  void textsWithQuotesLineEndsAndOtherScriptsAreReadBack() {
    ProcessReference process =
        new ProcessReference(
            "{g}", 7, "C:\\x \"y\"\\ü.exe", "ACME\\анна", "a\nb\t\u0001 \ud83d\ude00", null);
    ProcessStartEvent start =
        new ProcessStartEvent(
            "acme", "ws-1", 1_772_433_072_345L, process, "C:\\p.exe", "SHA256=AB", SOURCE);
    assertThat(roundTrip(start)).isEqualTo(start);
    ListenEvent listen =
        new ListenEvent(
            "acme", "ws-1", 1_772_433_072_345L, NOBODY, Protocol.UDP, Endpoint.ANY, SOURCE);
    assertThat(roundTrip(listen)).isEqualTo(listen);
  }

  @Test
  void whatTheSensorsDoNotHaveCannotBeWritten() {
    assertThatThrownBy(
            () -> SysmonJson.write(connection(Sensor.OTHER, Protocol.TCP, Direction.OUT, false)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> SysmonJson.write(connection(Sensor.SYSMON, Protocol.TCP, Direction.OUT, true)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                SysmonJson.write(
                    new AlarmEvent("acme", "h", 0, NOBODY, "1", "t", List.of(), SOURCE)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
