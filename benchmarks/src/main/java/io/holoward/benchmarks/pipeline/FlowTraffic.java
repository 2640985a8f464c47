package io.holoward.benchmarks.pipeline;

import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.FlowEvent;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.RoundTrip;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.observation.Volume;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The flows that sensors on the hosts of a fleet report. Round-trip times are lognormal around a
 * level of their own for each service; half of the services have them as samples, half summed up.
 */
final class FlowTraffic implements Traffic<FlowEvent> {

  private static final long BEGIN = Instant.parse("2026-01-05T09:00:00Z").toEpochMilli();
  private static final SourcePosition NOWHERE = new SourcePosition("", 0);
  private static final int SAMPLES = 5;
  private static final double SPREAD = 0.2;
  private static final double SLOWER = 10;
  private static final int FIRST_CLIENT_PORT = 49_152;
  private static final int CLIENT_PORTS = 16_384;

  /** What is used, as packet inspection calls it, and where. */
  private record Application(String name, int port, Map<String, String> layer7) {}

  private static final List<Application> APPLICATIONS =
      List.of(
          new Application("ssl", 443, Map.of("tls.sni", "service.example.org", "tls.version", "3")),
          new Application("ssl", 443, Map.of("tls.sni", "updates.example.com")),
          new Application("http", 80, Map.of("http.host", "intranet.example.org")),
          new Application("smb", 445, Map.of()),
          new Application("krb", 88, Map.of()),
          new Application("ldap", 389, Map.of()),
          new Application("dce_rpc", 135, Map.of()),
          new Application(null, 8_443, Map.of()));

  private static final Application MISMATCHED = new Application("ssh", 443, Map.of());

  private final FlowPlan plan;
  private final Random random;
  private final List<ProcessReference> processes = new ArrayList<>();
  private final BitSet used = new BitSet();
  private long cold;

  FlowTraffic(FlowPlan plan) {
    this.plan = plan;
    this.random = new Random(plan.seed());
    for (int i = 0; i < plan.hosts() * plan.services(); i++) {
      Program program = Program.ALL.get(i % plan.services() % Program.ALL.size());
      processes.add(
          new ProcessReference(
              "{" + new UUID(random.nextLong(), random.nextLong()) + "}",
              500 + 4L * i,
              program.image(),
              program.user(),
              null,
              null));
    }
  }

  @Override
  public void forEach(Consumer<FlowEvent> consumer) {
    Zipf hosts = new Zipf(plan.hosts(), plan.exponent());
    Zipf services = new Zipf(plan.services(), plan.exponent());
    for (long n = 0; n < plan.flows(); n++) {
      long time = BEGIN + (long) (plan.span().toMillis() * (n / (double) plan.flows()));
      int host = hosts.draw(random);
      consumer.accept(flow(host, services.draw(random), time));
    }
  }

  /** Flow groups there were. */
  long groups() {
    return used.cardinality() + cold;
  }

  private FlowEvent flow(int host, int service, long time) {
    boolean onlyOnce = random.nextDouble() < plan.cold();
    Application application =
        random.nextDouble() < plan.mismatched()
            ? MISMATCHED
            : APPLICATIONS.get(service % APPLICATIONS.size());
    int process = host * plan.services() + service;
    return new FlowEvent(
        "example",
        "ws-%05d.example.org".formatted(host),
        time,
        time - 1_500,
        processes.get(process),
        new OrientedConnection(
            Direction.OUT,
            Protocol.TCP,
            new Endpoint(
                "10.1.%d.%d".formatted(host >> 8, host & 255),
                FIRST_CLIENT_PORT + random.nextInt(CLIENT_PORTS)),
            new Endpoint(
                onlyOnce ? unusedAddress() : address(process, service), application.port())),
        application.name(),
        application.layer7(),
        Map.of("process.signer", "Microsoft Windows"),
        roundTrip(service),
        new Volume(1_000L + random.nextInt(9_000), 5_000L + random.nextInt(90_000), 12L, 40L),
        NOWHERE);
  }

  private String address(int process, int service) {
    used.set(process);
    return "52.96.%d.%d".formatted(service, 10 + service);
  }

  private String unusedAddress() {
    cold++;
    return "100.%d.%d.%d".formatted(cold >> 16 & 255, cold >> 8 & 255, cold & 255);
  }

  private RoundTrip roundTrip(int service) {
    double level = (2 + 3 * service) * (random.nextDouble() < plan.slow() ? SLOWER : 1);
    double flow = level * Math.exp(SPREAD * random.nextGaussian());
    if (service % 2 == 1) {
      return RoundTrip.summary(40, flow, 0.2 * flow, 0.6 * flow, 1.9 * flow);
    }
    List<Double> samples = new ArrayList<>(SAMPLES);
    for (int i = 0; i < SAMPLES; i++) {
      samples.add(flow * Math.exp(SPREAD * random.nextGaussian()));
    }
    return RoundTrip.samples(samples);
  }
}
