package io.holoward.benchmarks.latency;

import io.holoward.benchmarks.pipeline.Traffic;
import io.holoward.detection.identity.ProcessIdentification;
import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.ProcessStartEvent;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.TelemetryEvent;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Traffic in which now and then a connection is surely abnormal: outbound to IPv6, which its
 * process never did, by an instance of its own, so that none is a repetition of another. Never of a
 * program that is several processes, by the services it hosts or the script it runs: of an instance
 * whose start nobody saw it is not known which.
 */
final class ProbedTraffic implements Traffic<TelemetryEvent> {

  private static final Endpoint REMOTE = new Endpoint("2a00:1450:4001:81b::200e", 4_444);
  private static final Endpoint LOCAL = new Endpoint("2a00:1450:4001:81c::11", 50_000);

  private final Traffic<TelemetryEvent> traffic;
  private final int every;

  /** Images of programs that are several processes, as their starts told. */
  private final Set<String> shared = new HashSet<>();

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
          if (event instanceof ProcessStartEvent start && !isOneProcess(start)) {
            shared.add(start.process().image());
          }
          due += ++events % every == 0 ? 1 : 0;
          consumer.accept(
              due > 0
                      && event instanceof ConnectionEvent connection
                      && !shared.contains(connection.process().image())
                  ? probe(connection)
                  : event);
        });
  }

  /** Probes there were. */
  long probes() {
    return probes;
  }

  private static boolean isOneProcess(ProcessStartEvent start) {
    ProcessReference process = start.process();
    ProcessReference withoutArguments =
        new ProcessReference(
            process.guid(), process.pid(), process.image(), process.user(), null, null);
    return ProcessIdentification.identify(start.organisation(), process)
        .equals(ProcessIdentification.identify(start.organisation(), withoutArguments));
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
