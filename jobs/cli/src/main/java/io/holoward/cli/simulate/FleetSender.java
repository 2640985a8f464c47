package io.holoward.cli.simulate;

import io.holoward.cli.demo.FleetFeed;
import io.holoward.telemetry.simulator.SimulationPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** Sends a simulated fleet to its topics: as fast as they take it, or as time passes. */
public final class FleetSender {
  private static final Duration FRAME = Duration.ofMillis(100);
  private static final Duration FAST_STEP = Duration.ofSeconds(30);

  private final FleetFeed feed;
  private final SimulationPlan plan;
  private final double speed;

  /**
   * @param speed how many simulated seconds pass in a second; 0 for as fast as possible
   */
  public FleetSender(FleetFeed feed, SimulationPlan plan, double speed) {
    this.feed = feed;
    this.plan = plan;
    this.speed = speed;
  }

  /**
   * Sends everything and waits until it has arrived.
   *
   * @param progress is told the simulated time, now and then
   */
  public void send(Consumer<Instant> progress) throws InterruptedException {
    long started = System.nanoTime();
    Instant time = plan.start();
    while (time.isBefore(plan.end())) {
      if (speed > 0) {
        Thread.sleep(FRAME.toMillis());
        time = plan.start().plusNanos((long) ((System.nanoTime() - started) * speed));
      } else {
        time = time.plus(FAST_STEP);
      }
      feed.sendUntil(time);
      progress.accept(time);
    }
    feed.flush();
  }
}
