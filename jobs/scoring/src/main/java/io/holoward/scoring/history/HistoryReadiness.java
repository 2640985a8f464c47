package io.holoward.scoring.history;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.configuration.NoveltySettings;
import io.holoward.scoring.state.DecidedTime;
import java.time.Instant;
import org.apache.flink.runtime.state.StateInitializationContext;

/**
 * When the histories of all organisations are sealed: what was seen before is known, and from then
 * on something can be new.
 *
 * <p>That is at {@code novelty.ready-at} where it is set; else from the beginning where the job was
 * seeded with histories, or knows all of its input ({@code novelty.leave-one-out}); else one {@code
 * novelty.horizon} before {@code promotion.seal-at}, so that what is sealed then has learned how
 * much is new; else {@code novelty.warm-up} after the job was first started, which a restart does
 * not change.
 */
public final class HistoryReadiness {

  private final DecidedTime readyAt;

  /** Decides, or restores what was decided. */
  public HistoryReadiness(StateInitializationContext context, Configuration configuration)
      throws Exception {
    readyAt =
        new DecidedTime(
            context,
            "history-ready-at",
            configuration.novelty().readyAt(),
            () -> decide(configuration));
  }

  private static long decide(Configuration configuration) {
    NoveltySettings novelty = configuration.novelty();
    if (novelty.seed() != null || novelty.leaveOneOut()) {
      return Long.MIN_VALUE;
    }
    Instant sealAt = configuration.promotion().sealAt();
    return sealAt != null
        ? sealAt.minus(novelty.horizon()).toEpochMilli()
        : System.currentTimeMillis() + novelty.warmUp().toMillis();
  }

  /** Milliseconds since the epoch, in event time. */
  public long readyAt() {
    return readyAt.time();
  }

  /** Keeps what was decided; to be called when the operator is snapshotted. */
  public void snapshot() throws Exception {
    readyAt.snapshot();
  }
}
