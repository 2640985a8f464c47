package io.holoward.telemetry.simulator;

/** A part of the simulated time. */
enum Phase {
  /** From the start on: what a detector learns from. */
  LEARNING,
  /** From {@link SimulationPlan#attacksFrom()} to the end. */
  LIVE
}
