package io.holoward.scoring.state;

import io.holoward.detection.configuration.Configuration;
import org.apache.flink.runtime.state.StateInitializationContext;

/** What becomes of seeds in this start of an operator ({@code states.seed-at-start}). */
public enum Seeding {
  /** They count for what is met for the first time, and are read again at the next start. */
  WHEN_MET,
  /** They become state now, once. */
  AT_START,
  /** They became state at the first start; they are not even read. */
  DONE;

  /** Decides by the configuration, and by whether the job goes on from a state. */
  public static Seeding of(StateInitializationContext context, Configuration configuration) {
    if (!configuration.states().seedAtStart()) {
      return WHEN_MET;
    }
    return context.isRestored() ? DONE : AT_START;
  }
}
