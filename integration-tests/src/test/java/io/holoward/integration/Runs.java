package io.holoward.integration;

import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.ListenEvent;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.schema.Alarm;
import io.holoward.scoring.codec.AvroRecordEncoder;
import io.holoward.scoring.codec.EventMapping;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * A platform, and two jobs that were undisturbed on it at the same time: one reads Avro, bad
 * records among it, the other lines of Sysmon and of Zeek.
 */
final class Runs implements AutoCloseable {
  private final TestPlatform platform;
  private final FleetTelemetry fleet = new FleetTelemetry();
  private final FlowTelemetry flows = new FlowTelemetry(fleet);
  private final JobRun undisturbed;
  private final JobRun lines;
  private List<BadRecord> badEvents = List.of();
  private List<BadRecord> badFlows = List.of();
  private String stateAtEnd;

  private Runs(TestPlatform platform) {
    this.platform = platform;
    this.undisturbed = JobRun.ofAvro(platform, "undisturbed");
    this.lines = JobRun.ofLines(platform, "lines");
  }

  /** Starts the platform and runs both jobs until they have read and written everything. */
  static Runs make() {
    TestPlatform platform = TestPlatform.start();
    try {
      Runs runs = new Runs(platform);
      runs.run();
      return runs;
    } catch (RuntimeException e) {
      platform.close();
      throw e;
    }
  }

  private void run() {
    badEvents = makeBadEvents();
    badFlows = flows.badRecords(undisturbed::encode);
    undisturbed.start();
    lines.start();
    undisturbed.send(fleet.upstreamAlarm());
    undisturbed.sendQuietClocks(fleet);
    undisturbed.sendFlows(flows.all());
    undisturbed.sendBad(undisturbed.flowTopic(), badFlows);
    undisturbed.send(fleet.part(0, 2));
    undisturbed.sendBad(undisturbed.processEvents(), badEvents);
    undisturbed.send(fleet.part(1, 2));
    undisturbed.sendClock(fleet);
    lines.send(fleet.upstreamAlarm());
    lines.sendQuietClocks(fleet);
    lines.sendFlows(flows.all());
    lines.send(fleet.events());
    lines.sendClock(fleet);
    undisturbed.awaitEnd();
    lines.awaitEnd();
    stateAtEnd = undisturbed.state();
    undisturbed.cancel();
    lines.cancel();
  }

  private List<BadRecord> makeBadEvents() {
    byte[] sound = undisturbed.encode(fleet.events().get(0));
    byte[] unknownSchema = sound.clone();
    unknownSchema[1] = 0x7F;
    TelemetryEvent clock = fleet.clock();
    byte[] ahead =
        undisturbed.encode(
            new ListenEvent(
                clock.organisation(),
                clock.host(),
                Instant.now().plus(Duration.ofDays(3650)).toEpochMilli(),
                clock.process(),
                Protocol.TCP,
                Endpoint.ANY,
                null));
    byte[] otherRecord =
        new AvroRecordEncoder<>(Alarm.class, "elsewhere", platform.registry())
            .encode(EventMapping.toRecord(fleet.upstreamAlarm()));
    return List.of(
        new BadRecord("no Avro", "wrong-magic", "no Avro at all".getBytes(StandardCharsets.UTF_8)),
        new BadRecord("a schema nobody knows", "unknown-schema", unknownSchema),
        new BadRecord("a record of another subject", "other-record", otherRecord),
        new BadRecord("half a record", "truncated-record", Arrays.copyOf(sound, sound.length / 2)),
        new BadRecord("a wrong clock", "event-ahead", ahead));
  }

  TestPlatform platform() {
    return platform;
  }

  FleetTelemetry fleet() {
    return fleet;
  }

  FlowTelemetry flows() {
    return flows;
  }

  /** The job that read Avro. */
  JobRun undisturbed() {
    return undisturbed;
  }

  /** The job that read lines. */
  JobRun lines() {
    return lines;
  }

  /** What was wrong among the process events in Avro. */
  List<BadRecord> badEvents() {
    return badEvents;
  }

  /** What was wrong among the flows in Avro. */
  List<BadRecord> badFlows() {
    return badFlows;
  }

  /** The state of the job that read Avro when it had read everything. */
  String stateAtEnd() {
    return stateAtEnd;
  }

  @Override
  public void close() {
    platform.close();
  }
}
