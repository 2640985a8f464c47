package io.holoward.integration.faults;

import io.holoward.integration.FleetTelemetry;
import io.holoward.integration.FlowTelemetry;

/**
 * What the fault tests share: the platform, what is sent, and what an undisturbed job makes of it.
 */
final class Faults implements AutoCloseable {
  private static final int HOSTS = 10;

  private final FleetTelemetry fleet = new FleetTelemetry(HOSTS);
  private final FlowTelemetry flows = new FlowTelemetry(fleet);
  private final FaultTable table = new FaultTable();
  private final FaultyPlatform platform = new FaultyPlatform();
  private final Outcome undisturbed;
  private FaultRun last;

  /** Starts the platform and runs a job on it that nothing happens to. */
  Faults() {
    try {
      FaultRun run = begin("undisturbed");
      run.finish();
      undisturbed = run.outcome();
      undisturbed.requireTelling();
      run.tell("none", "every attack is found");
    } catch (RuntimeException | Error e) {
      platform.close();
      throw e;
    }
  }

  /** A run of the job of which the first half is done. */
  FaultRun begin(String name) {
    FaultRun run = prepare(name);
    run.start();
    run.feedFirstHalf();
    return run;
  }

  /**
   * A run of the job that is not yet submitted, so that it can be told more. A run before it that
   * has failed does not go on beside it.
   */
  FaultRun prepare(String name) {
    if (last != null) {
      last.abandon();
    }
    last = new FaultRun(this, name);
    return last;
  }

  FaultyPlatform platform() {
    return platform;
  }

  FleetTelemetry fleet() {
    return fleet;
  }

  FlowTelemetry flows() {
    return flows;
  }

  FaultTable table() {
    return table;
  }

  /** What came of the telemetry without a fault. */
  Outcome undisturbed() {
    return undisturbed;
  }

  @Override
  public void close() {
    platform.close();
  }
}
