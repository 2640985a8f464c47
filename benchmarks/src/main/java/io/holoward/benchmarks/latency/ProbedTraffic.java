package io.holoward.benchmarks.latency;

import io.holoward.benchmarks.pipeline.Traffic;
import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.TelemetryEvent;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Traffic in which now and then a connection is surely abnormal: outbound to IPv6, which its
 * process never did, by an instance of its own, so that none is a repetition of another. Never of a
 * service host: of an instance whose start nobody saw it is not known which services it hosts, and
 * so which process it is of.
 */
final class ProbedTraffic implements Traffic<TelemetryEvent> {

  private static final Endpoint REMOTE = new Endpoint("2a00:1450:4001:81b::200e", 4_444);
  private static final String SERVICE_HOST = "svchost.exe";
  private static final Endpoint LOCAL = new Endpoint("2a00:1450:4001:81c::11", 50_000);

  private final Traffic<TelemetryEvent> traffic;
  private final int every;
  private long events;
  private long due;
  private long probes;

  /**
   * @param every so many connections one becomes a probe
   */
  ProbedTraffic(Traffic<TelemetryEvent> traffic, int every) {
    this.traffic = traffic;
    this.every = every;
  }

  @Override
  public void forEach(Consumer<TelemetryEvent> consumer) {
    traffic.forEach(
        event -> {
          due += ++events % every == 0 ? 1 : 0;
          consumer.accept(due > 0 && isKnown(event) ? probe((ConnectionEvent) event) : event);
        });
  }

  /** Probes there were. */
  long probes() {
    return probes;
  }

  private static boolean isKnown(TelemetryEvent event) {
    return event instanceof ConnectionEvent connection
        && !connection.process().image().endsWith(SERVICE_HOST);
  }

  private ConnectionEvent probe(ConnectionEvent event) {
    due--;
    probes++;
    ProcessReference process = event.process();
    return new ConnectionEvent(
        event.organisation(),
        event.host(),
        event.eventTime(),
        new ProcessReference(
            "{" + new UUID(0x70726f6265L, probes) + "}",
            process.pid(),
            process.image(),
            process.user(),
            null,
            null),
        event.sensor(),
        Protocol.TCP,
        Direction.OUT,
        ConnectionEvent.Ends.SOURCE_DESTINATION,
        LOCAL,
        REMOTE,
        false,
        event.source());
  }
}
