package io.holoward.cli.command;

import io.holoward.cli.demo.Fleet;
import io.holoward.cli.demo.Pace;
import io.holoward.cli.demo.StagedAttack;
import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.telemetry.simulator.FleetSimulator;
import io.holoward.telemetry.simulator.InjectedAttack;
import io.holoward.telemetry.simulator.SimulationPlan;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;

/** The fleet of the demo: enough history to protect processes, then a working day with attacks. */
final class SimulatedFleet {
  private static final int HOSTS = 40;

  /**
   * Promotion asks for 48 hours of age by default; what is seen late on the first day has it too.
   */
  private static final Duration HISTORY = Duration.ofHours(56);

  /** The simulated working day ends at 18 h UTC. */
  private static final int END_HOUR = 18;

  private SimulatedFleet() {}

  /**
   * A fleet whose simulated time ends with the last working day before now.
   *
   * @param duration how long the demo lasts
   */
  static Fleet of(long seed, Duration duration, Instant now) {
    Pace pace = Pace.endingAt(endOfWork(now), HISTORY, duration);
    Instant attacksFrom =
        pace.liveFrom().plus(Duration.between(pace.liveFrom(), pace.end()).dividedBy(6));
    FleetSimulator simulator =
        new FleetSimulator(
            new SimulationPlan(seed, HOSTS, pace.start(), pace.simulated(), attacksFrom)
                .withFlows());
    return new Fleet(
        "A fleet of " + HOSTS + " simulated hosts",
        events(simulator),
        simulator.attacks().stream().map(SimulatedFleet::staged).toList(),
        pace);
  }

  private static Instant endOfWork(Instant now) {
    OffsetDateTime today =
        now.atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).withHour(END_HOUR);
    return (today.toInstant().isAfter(now) ? today.minusDays(1) : today).toInstant();
  }

  /** The events without their labels. */
  static Iterator<TelemetryEvent> events(FleetSimulator simulator) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return simulator.hasNext();
      }

      @Override
      public TelemetryEvent next() {
        return simulator.next().event();
      }
    };
  }

  private static StagedAttack staged(InjectedAttack attack) {
    return new StagedAttack(
        attack.name(),
        attack.host(),
        attack.process(),
        attack.start(),
        attack.end(),
        attack.description());
  }
}
