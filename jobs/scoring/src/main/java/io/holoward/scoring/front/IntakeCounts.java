package io.holoward.scoring.front;

import io.holoward.scoring.decode.Decoded;
import io.holoward.scoring.metrics.Counted;
import io.holoward.scoring.metrics.JobMetrics;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * The counts of what was read, on which the sum rests that read = decoded + dead-lettered. Every
 * source counts under the same names; as metrics they are told apart by the label {@code source}.
 */
final class IntakeCounts {

  /** Reasons come from the code and are few; should they ever not be, the rest counts as this. */
  private static final String OTHER = "other";

  private static final int MAX_REASONS = 32;

  private final RuntimeContext context;
  private final MetricGroup source;
  private final Counted read;
  private final Counted decoded;
  private final Counted deadLettered;
  private final Map<String, Counter> deadLetters = new HashMap<>();
  private final Map<String, Counted> ignored = new HashMap<>();

  /**
   * @param source what is read, such as {@code process-events}
   */
  IntakeCounts(RuntimeContext context, String source) {
    this.context = context;
    this.source = JobMetrics.of(context, "source", source);
    this.read = Counted.register(context, "read", this.source, "read");
    this.decoded = Counted.register(context, "decoded", this.source, "decoded");
    this.deadLettered = Counted.register(context, "deadLettered", this.source, "deadLettered");
  }

  /** Counts one record. */
  void count(Decoded record) {
    read.inc();
    if (record.deadLetter() != null) {
      deadLettered.inc();
      deadLetters
          .computeIfAbsent(bounded(deadLetters, record.deadLetter().errorClass()), this::ofClass)
          .inc();
      return;
    }
    decoded.inc();
    if (record.ignored() != null) {
      ignored.computeIfAbsent(bounded(ignored, record.ignored()), this::ofReason).inc();
    }
  }

  private static String bounded(Map<String, ?> known, String reason) {
    return known.size() < MAX_REASONS || known.containsKey(reason) ? reason : OTHER;
  }

  private Counter ofClass(String errorClass) {
    return source.addGroup("errorClass", errorClass).counter("deadLettersByClass");
  }

  private Counted ofReason(String reason) {
    return Counted.register(
        context, "ignored." + reason, source.addGroup("reason", reason), "ignored");
  }
}
