package io.holoward.scoring.process;

import io.holoward.detection.configuration.Configuration;
import io.holoward.scoring.state.DecidedTime;
import java.time.Instant;
import org.apache.flink.runtime.state.StateInitializationContext;

/**
 * From when on a process that was never seen before is worth a finding: once enough of the fleet is
 * known for "never seen" to mean something.
 *
 * <p>That is at {@code population.ready-at} where it is set; else from the beginning where the job
 * was seeded with learned states; else when {@code promotion.seal-at} comes; else {@code
 * population.ready-after} after the job was first started, which a restart does not change.
 */
public final class PopulationReadiness {

  private final DecidedTime readyAt;

  /** Decides, or restores what was decided. */
  public PopulationReadiness(StateInitializationContext context, Configuration configuration)
      throws Exception {
    readyAt =
        new DecidedTime(
            context,
            "population-ready-at",
            configuration.population().readyAt(),
            () -> decide(configuration));
  }

  private static long decide(Configuration configuration) {
    if (configuration.states().seed() != null) {
      return Long.MIN_VALUE;
    }
    Instant sealAt = configuration.promotion().sealAt();
    return sealAt != null
        ? sealAt.toEpochMilli()
        : System.currentTimeMillis() + configuration.population().readyAfter().toMillis();
  }

  /** Milliseconds since the epoch, in event time; {@link Long#MIN_VALUE} for the beginning. */
  public long readyAt() {
    return readyAt.time();
  }

  /** Keeps what was decided; to be called when the operator is snapshotted. */
  public void snapshot() throws Exception {
    readyAt.snapshot();
  }
}
