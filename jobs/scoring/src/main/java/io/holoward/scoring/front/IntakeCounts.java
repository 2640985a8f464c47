package io.holoward.scoring.front;

import io.holoward.scoring.decode.Decoded;
import io.holoward.scoring.metrics.Counted;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;

/**
 * The counts of what was read, on which the sum rests that read = decoded + dead-lettered. Every
 * source counts under the same names.
 */
final class IntakeCounts {

  private final RuntimeContext context;
  private final Counted read;
  private final Counted decoded;
  private final Counted deadLettered;
  private final Map<String, Counted> ignored = new HashMap<>();

  IntakeCounts(RuntimeContext context) {
    this.context = context;
    this.read = Counted.register(context, "read");
    this.decoded = Counted.register(context, "decoded");
    this.deadLettered = Counted.register(context, "deadLettered");
  }

  /** Counts one record. */
  void count(Decoded record) {
    read.inc();
    if (record.deadLetter() != null) {
      deadLettered.inc();
      return;
    }
    decoded.inc();
    if (record.ignored() != null) {
      ignored
          .computeIfAbsent(
              record.ignored(), reason -> Counted.register(context, "ignored." + reason))
          .inc();
    }
  }
}
