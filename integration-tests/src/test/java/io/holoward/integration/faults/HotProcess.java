package io.holoward.integration.faults;

import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.ConnectionEvent.Ends;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.Sensor;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.observation.TelemetryEvent;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One process of another organisation that makes nine of ten connections. */
final class HotProcess {
  /** Of its organisation there is nothing else. */
  static final String ORGANISATION = "hot";

  private static final int TIMES = 9;
  private static final int SERVICES = 40;
  private static final ProcessReference PROCESS =
      new ProcessReference(
          "{00000000-0000-0000-0000-000000000001}", 4_242, "C:\\hot\\proxy.exe", null, null, null);

  private int made;

  /** The events, each followed by nine of the process at the same time. */
  List<TelemetryEvent> among(List<TelemetryEvent> events) {
    return events.stream()
        .flatMap(
            event ->
                Stream.concat(
                    Stream.of(event),
                    IntStream.range(0, TIMES).mapToObj(i -> connection(event.eventTime()))))
        .toList();
  }

  private TelemetryEvent connection(long time) {
    int number = made++;
    return new ConnectionEvent(
        ORGANISATION,
        "proxy.hot.example",
        time,
        PROCESS,
        Sensor.SYSMON,
        Protocol.TCP,
        Direction.OUT,
        Ends.LOCAL_REMOTE,
        new Endpoint("10.30.0.1", 1_024 + number % 60_000),
        new Endpoint("10.30.1." + (1 + number % SERVICES), 443),
        false,
        new SourcePosition("hot", number));
  }
}
