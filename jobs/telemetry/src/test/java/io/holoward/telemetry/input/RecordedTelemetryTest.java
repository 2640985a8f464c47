package io.holoward.telemetry.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.ListenEvent;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.ProcessStartEvent;
import io.holoward.detection.observation.Sensor;
import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.telemetry.SharedData;
import io.holoward.telemetry.format.ReadContext;
import io.holoward.telemetry.format.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Reads 90 recorded Windows scenarios; the counts were taken from the files independently. */
class RecordedTelemetryTest {

  private static final List<Reading> READINGS = new ArrayList<>();

  @BeforeAll
  static void readAllScenarios() throws IOException {
    try (TelemetryReader reader =
        TelemetryReader.open(List.of(SharedData.path("sysmon")), "auto", ReadContext.of("acme"))) {
      reader.forEachRemaining(item -> READINGS.add(item.reading()));
    }
  }

  private static <T extends TelemetryEvent> List<T> events(Class<T> type) {
    return READINGS.stream()
        .map(reading -> ((Reading.Event) reading).event())
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  @Test
  void everyLineIsAnEvent() {
    assertThat(READINGS).hasSize(22_093);
    assertThat(READINGS).allSatisfy(r -> assertThat(r).isInstanceOf(Reading.Event.class));
    assertThat(events(ProcessStartEvent.class)).hasSize(799);
    assertThat(events(ListenEvent.class)).hasSize(11_324);
    assertThat(events(ConnectionEvent.class)).hasSize(9_970);
  }

  @Test
  void bothSensorsAndTheBlockedConnectionsAreTold() {
    List<ConnectionEvent> connections = events(ConnectionEvent.class);
    assertThat(connections).filteredOn(e -> e.sensor() == Sensor.SYSMON).hasSize(2_233);
    assertThat(connections).filteredOn(e -> e.sensor() == Sensor.WINDOWS_FILTERING).hasSize(7_737);
    assertThat(connections).filteredOn(ConnectionEvent::blocked).hasSize(45);
  }

  @Test
  void directionsAreTheDeclaredOnes() {
    List<ConnectionEvent> connections = events(ConnectionEvent.class);
    assertThat(connections)
        .filteredOn(e -> e.sensor() == Sensor.SYSMON && e.direction() == Direction.OUT)
        .hasSize(1_291);
    assertThat(connections)
        .filteredOn(e -> e.sensor() == Sensor.WINDOWS_FILTERING && e.direction() == Direction.OUT)
        .hasSize(6_138);
    assertThat(connections).filteredOn(e -> e.direction() == Direction.UNKNOWN).hasSize(5);
  }

  @Test
  void theFourteenLinesThatLostTheirFieldsHaveNoEndsAndNoImage() {
    assertThat(events(ConnectionEvent.class))
        .filteredOn(e -> e.first().equals(Endpoint.ANY) && e.second().equals(Endpoint.ANY))
        .hasSize(5)
        .allSatisfy(e -> assertThat(e.process().image()).isNull());
    assertThat(events(ListenEvent.class))
        .filteredOn(e -> e.local().equals(Endpoint.ANY))
        .hasSize(9)
        .allSatisfy(e -> assertThat(e.process().image()).isNull());
  }

  @Test
  void unknownImagesAndAbsentProcessIdsAreUnknown() {
    assertThat(events(ConnectionEvent.class))
        .filteredOn(e -> e.sensor() == Sensor.SYSMON && e.process().image() == null)
        .hasSize(19);
    assertThat(events(ConnectionEvent.class))
        .filteredOn(
            e -> e.sensor() == Sensor.SYSMON && e.process().pid() == ProcessReference.UNKNOWN_PID)
        .hasSize(298);
  }

  @Test
  void addressesAreOfOneSpelling() {
    Set<String> addresses = new HashSet<>();
    for (ConnectionEvent event : events(ConnectionEvent.class)) {
      addresses.add(String.valueOf(event.first().address()));
      addresses.add(String.valueOf(event.second().address()));
    }
    assertThat(addresses).contains("::1").noneMatch(address -> address.contains("0:0:0:0"));
  }

  @Test
  void hostsAreInLowerCase() {
    assertThat(events(TelemetryEvent.class))
        .extracting(TelemetryEvent::host)
        .contains("mordordc.theshire.local", "workstation5")
        .allSatisfy(host -> assertThat(host).isLowerCase());
  }
}
