package io.holoward.scoring.process;

import io.holoward.detection.configuration.Configuration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;

/**
 * From when on a process that was never seen before is worth a finding: once enough of the fleet is
 * known for "never seen" to mean something.
 *
 * <p>That is at {@code population.ready-at} where it is set; else from the beginning where the job
 * was seeded with learned states; else when {@code promotion.seal-at} comes; else {@code
 * population.ready-after} after the job was first started, which a restart does not change.
 */
final class PopulationReadiness {

  private final ListState<Long> state;
  private final long readyAt;

  PopulationReadiness(StateInitializationContext context, Configuration configuration)
      throws Exception {
    state =
        context
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>("population-ready-at", Types.LONG));
    long firstStart = Long.MAX_VALUE;
    for (long stored : state.get()) {
      firstStart = Math.min(firstStart, stored);
    }
    boolean isSet = configuration.population().readyAt() != null;
    readyAt = firstStart < Long.MAX_VALUE && !isSet ? firstStart : decide(configuration);
  }

  private static long decide(Configuration configuration) {
    Instant at = configuration.population().readyAt();
    if (at != null) {
      return at.toEpochMilli();
    }
    if (configuration.states().seed() != null) {
      return Long.MIN_VALUE;
    }
    Instant sealAt = configuration.promotion().sealAt();
    return sealAt != null
        ? sealAt.toEpochMilli()
        : System.currentTimeMillis() + configuration.population().readyAfter().toMillis();
  }

  /** Milliseconds since the epoch, in event time. */
  long readyAt() {
    return readyAt;
  }

  void snapshot() throws Exception {
    state.update(List.of(readyAt));
  }
}
