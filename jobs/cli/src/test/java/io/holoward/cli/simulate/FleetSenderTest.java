package io.holoward.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holoward.cli.demo.FleetCodec;
import io.holoward.cli.demo.FleetFeed;
import io.holoward.cli.demo.ShownAlarm;
import io.holoward.cli.demo.ShownProgress;
import io.holoward.cli.kafka.RecordSender;
import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.telemetry.simulator.FleetSimulator;
import io.holoward.telemetry.simulator.SimulationPlan;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class FleetSenderTest {
  private static final SimulationPlan PLAN =
      SimulationPlan.of(1, 10, Instant.parse("2026-03-02T09:00:00Z"), Duration.ofHours(1))
          .withFlows();

  private final MockProducer<String, byte[]> producer =
      new MockProducer<>(
          true, new RoundRobinPartitioner(), new StringSerializer(), new ByteArraySerializer());

  private static List<TelemetryEvent> events() {
    List<TelemetryEvent> events = new ArrayList<>();
    new FleetSimulator(PLAN).forEachRemaining(simulated -> events.add(simulated.event()));
    return events;
  }

  private FleetFeed feed() {
    return new FleetFeed(
        new RecordSender(producer, "kafka:9092"),
        Configuration.of().sources(),
        new HostCodec(),
        events().iterator());
  }

  @Test
  void everyEventGoesToItsTopicUnderItsHostInOrderOfTime() throws Exception {
    List<Instant> reached = new ArrayList<>();
    new FleetSender(feed(), PLAN, 0).send(reached::add);
    List<TelemetryEvent> events = events();
    assertThat(producer.history()).hasSameSizeAs(events);
    for (int i = 0; i < events.size(); i++) {
      var record = producer.history().get(i);
      TelemetryEvent event = events.get(i);
      assertThat(record.topic()).isEqualTo(event instanceof FlowEvent ? "flows" : "process-events");
      assertThat(record.key()).isEqualTo(event.host());
      assertThat(record.timestamp()).isEqualTo(event.eventTime());
    }
    assertThat(reached).isSorted().last().isEqualTo(PLAN.end());
  }

  @Test
  void aPacedFleetSendsTheSame() throws Exception {
    new FleetSender(feed(), PLAN, 36_000).send(time -> {});
    assertThat(producer.history()).hasSameSizeAs(events());
  }

  @Test
  void anEventThatIsRefusedEndsTheSending() {
    producer.sendException = new IllegalStateException("record too large");
    assertThatThrownBy(() -> new FleetSender(feed(), PLAN, 0).send(time -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("record too large");
  }

  /** Records are the names of the hosts. */
  private static final class HostCodec implements FleetCodec {
    @Override
    public void registerSchemas() {}

    @Override
    public byte[] encode(TelemetryEvent event) {
      return event.host().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public ShownAlarm decodeAlarm(byte[] record) {
      throw new AssertionError("nothing is read");
    }

    @Override
    public ShownProgress decodeProgress(byte[] record) {
      throw new AssertionError("nothing is read");
    }

    @Override
    public void close() {}
  }
}
