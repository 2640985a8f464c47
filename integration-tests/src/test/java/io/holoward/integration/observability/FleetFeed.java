package io.holoward.integration.observability;

import io.holoward.cli.kafka.RecordSender;
import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.observation.AlarmEvent;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.registry.RegistryConnection;
import io.holoward.registry.SchemaRegistry;
import io.holoward.schema.Alarm;
import io.holoward.schema.Flow;
import io.holoward.schema.ProcessEvent;
import io.holoward.scoring.codec.AvroRecordEncoder;
import io.holoward.scoring.codec.EventMapping;
import io.holoward.scoring.codec.FlowMapping;
import io.holoward.telemetry.simulator.FleetSimulator;
import io.holoward.telemetry.simulator.Scenarios;
import io.holoward.telemetry.simulator.SimulationPlan;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a small fleet reports until now, with attacks, an alarm of another product and bad input.
 */
final class FleetFeed {
  private static final int HOSTS = 12;
  private static final Duration DURATION = Duration.ofHours(6);
  private static final Duration ATTACKED = Duration.ofHours(2);

  private final Configuration configuration;

  FleetFeed(Configuration configuration) {
    this.configuration = configuration;
  }

  /** Sends all of it; returns how many records that were. */
  long send() {
    Instant end = Instant.now().minusSeconds(30);
    FleetSimulator simulator =
        new FleetSimulator(
            new SimulationPlan(
                20261122,
                HOSTS,
                SimulationPlan.USUAL_LINUX_SHARE,
                end.minus(DURATION),
                DURATION,
                end.minus(ATTACKED),
                true,
                Scenarios.builtIn()));
    try (RecordSender sender = RecordSender.to(configuration);
        SchemaRegistry registry = RegistryConnection.to(configuration.registry().url()).open()) {
      return send(simulator, sender, registry);
    }
  }

  private long send(FleetSimulator simulator, RecordSender sender, SchemaRegistry registry) {
    String events = configuration.sources().processEvents().topic();
    String flows = configuration.sources().flows().topic();
    String alarms = configuration.sources().alarms().topic();
    var eventEncoder = new AvroRecordEncoder<>(ProcessEvent.class, events, registry);
    var flowEncoder = new AvroRecordEncoder<>(Flow.class, flows, registry);
    var alarmEncoder = new AvroRecordEncoder<>(Alarm.class, alarms, registry);
    long sent = 0;
    TelemetryEvent last = null;
    while (simulator.hasNext()) {
      TelemetryEvent event = simulator.next().event();
      if (event instanceof FlowEvent flow) {
        sender.send(
            flows, flow.eventTime(), flow.host(), flowEncoder.encode(FlowMapping.toRecord(flow)));
      } else {
        sender.send(
            events,
            event.eventTime(),
            event.host(),
            eventEncoder.encode(EventMapping.toRecord(event)));
        last = event;
      }
      sent++;
    }
    AlarmEvent alarm =
        new AlarmEvent(
            last.organisation(),
            last.host(),
            last.eventTime(),
            last.process(),
            "ids-1",
            "trojan",
            List.of(),
            null);
    sender.send(
        alarms, alarm.eventTime(), alarm.host(), alarmEncoder.encode(EventMapping.toRecord(alarm)));
    byte[] bad = "no Avro at all".getBytes(StandardCharsets.UTF_8);
    sender.send(events, last.eventTime(), "bad", bad);
    sender.send(events, last.eventTime(), "empty", null);
    sender.flush();
    return sent + 3;
  }
}
