package io.holoward.integration;

import io.holoward.cli.embedded.EmbeddedPlatform;
import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.schema.Alarm;
import io.holoward.schema.Flow;
import io.holoward.schema.ProcessEvent;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** What a simulated fleet sends to the topics of a run, in parts. */
final class FleetRun implements AutoCloseable {
  private static final int PARTITIONS = 4;

  private final FleetTelemetry fleet;
  private final RecordedRun run;

  FleetRun(EmbeddedPlatform platform, String name, FleetTelemetry fleet, List<String> rules) {
    this.fleet = fleet;
    this.run = new RecordedRun(platform, name, PARTITIONS, rules);
  }

  /** The topics and the job over them. */
  RecordedRun run() {
    return run;
  }

  /** Sends what lets the topics that nothing else comes on not hold event time back. */
  void sendQuietClocks() {
    run.spread(
        run.configuration().sources().alarms().topic(),
        Alarm.class,
        IntStream.range(0, PARTITIONS).mapToObj(fleet::alarmClock).toList());
    run.spread(
        run.configuration().sources().flows().topic(),
        Flow.class,
        Collections.nCopies(PARTITIONS, FlowTelemetry.clock(fleet)));
  }

  /** Sends process events. */
  void send(List<TelemetryEvent> events) {
    run.send(run.configuration().sources().processEvents().topic(), ProcessEvent.class, events);
  }

  /** Sends what lets event time come to the end of the fleet's telemetry. */
  void sendClock() {
    run.spread(
        run.configuration().sources().processEvents().topic(),
        ProcessEvent.class,
        Collections.nCopies(PARTITIONS, fleet.clock()));
  }

  @Override
  public void close() {
    run.close();
  }
}
