package io.holoward.integration;

import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.RoundTrip;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.detection.observation.Volume;
import io.holoward.schema.Flow;
import io.holoward.schema.RoundTripSamples;
import io.holoward.scoring.codec.FlowMapping;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/**
 * Flows of a process of the fleet that is protected by then: as ever, one that is slow, SSH on the
 * port of TLS.
 */
public final class FlowTelemetry {
  /** More windows than have to be learned before the first verdict. */
  public static final int USUAL = 40;

  private static final Instant BEGIN = Instant.parse("2025-03-04T08:00:30Z");
  private static final Duration APART = Duration.ofMinutes(1);
  private static final double USUAL_MILLIS = 12;
  private static final double SLOW_MILLIS = 400;
  private static final SourcePosition NOWHERE = new SourcePosition("sensor", 0);
  private static final Endpoint SERVICE = new Endpoint("198.51.100.10", 443);
  private static final Endpoint HIDDEN = new Endpoint("198.51.100.66", 443);

  private final TelemetryEvent owner;
  private final List<FlowEvent> usual = new ArrayList<>();
  private final FlowEvent slow;
  private final FlowEvent foreign;

  public FlowTelemetry(FleetTelemetry fleet) {
    owner = fleet.unattackedLsass();
    Random random = new Random(20250304);
    for (int i = 0; i < USUAL; i++) {
      usual.add(flow(i, SERVICE, "ssl", samples(USUAL_MILLIS, random)));
    }
    slow = flow(USUAL, SERVICE, "ssl", samples(SLOW_MILLIS, random));
    foreign = flow(USUAL + 1, HIDDEN, "ssh", null);
  }

  private static RoundTrip samples(double millis, Random random) {
    List<Double> samples = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      samples.add(millis * Math.exp(0.1 * random.nextGaussian()));
    }
    return RoundTrip.samples(samples);
  }

  private FlowEvent flow(int index, Endpoint service, String application, RoundTrip roundTrip) {
    long end = BEGIN.plus(APART.multipliedBy(index)).toEpochMilli();
    return new FlowEvent(
        owner.organisation(),
        owner.host(),
        end,
        end - 2_000,
        owner.process(),
        connection(50_000 + index, service),
        application,
        Map.of("tls.sni", "service.example"),
        Map.of("process.signer", "Microsoft Windows"),
        roundTrip,
        new Volume(1_500L, 2_500L, 12L, 14L),
        NOWHERE);
  }

  private static OrientedConnection connection(int localPort, Endpoint service) {
    return new OrientedConnection(
        Direction.OUT, Protocol.TCP, new Endpoint("10.20.1.10", localPort), service);
  }

  /** Those that are as ever, one a minute. */
  public List<FlowEvent> usual() {
    return usual;
  }

  /** One as those before, but that it takes far longer. */
  public FlowEvent slow() {
    return slow;
  }

  /** SSH on the port of TLS; of its round-trip time nothing is known. */
  public FlowEvent foreign() {
    return foreign;
  }

  /** All of them, in order of event time. */
  public List<FlowEvent> all() {
    List<FlowEvent> all = new ArrayList<>(usual);
    all.add(slow);
    all.add(foreign);
    return all;
  }

  /** A flow that makes it late enough for everything else to be closed; nothing comes of it. */
  public static FlowEvent clock(FleetTelemetry fleet) {
    TelemetryEvent clock = fleet.clock();
    return new FlowEvent(
        clock.organisation(),
        clock.host(),
        clock.eventTime(),
        null,
        clock.process(),
        new OrientedConnection(
            Direction.OUT,
            Protocol.UDP,
            new Endpoint("10.20.250.1", 50_123),
            new Endpoint("10.20.250.2", 123)),
        "ntp",
        Map.of(),
        Map.of(),
        null,
        Volume.UNKNOWN,
        NOWHERE);
  }

  /** Records of flows that cannot be used, in Avro. */
  public List<BadRecord> badRecords(Function<Flow, byte[]> encoder) {
    byte[] unknownSchema = encoder.apply(FlowMapping.toRecord(slow));
    unknownSchema[1] = 0x7F;
    Flow negative = FlowMapping.toRecord(slow);
    negative.setRoundTrip(new RoundTripSamples(List.of(USUAL_MILLIS, -1.0)));
    Flow noPort = FlowMapping.toRecord(slow);
    noPort.getRemote().setPort(70_000);
    Flow noPeer = FlowMapping.toRecord(slow);
    noPeer.getRemote().setAddress(null);
    return List.of(
        new BadRecord("no Avro", "wrong-magic", "ts\tuid".getBytes(StandardCharsets.UTF_8)),
        new BadRecord("a schema nobody knows", "unknown-schema", unknownSchema),
        new BadRecord("a time below 0", "invalid-field", encoder.apply(negative)),
        new BadRecord("a port that cannot be", "invalid-field", encoder.apply(noPort)),
        new BadRecord("no remote address", "missing-field", encoder.apply(noPeer)));
  }
}
