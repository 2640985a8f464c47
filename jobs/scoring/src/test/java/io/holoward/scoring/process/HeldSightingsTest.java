package io.holoward.scoring.process;

import static io.holoward.scoring.process.Sightings.LATENESS;
import static io.holoward.scoring.process.Sightings.WEB;
import static io.holoward.scoring.process.Sightings.first;
import static io.holoward.scoring.process.Sightings.minute;
import static io.holoward.scoring.process.Sightings.process;
import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.lifecycle.Progress;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** Sightings that wait for the end of their window, wherever they do. */
class HeldSightingsTest {

  private static final Configuration DEFAULTS = Configuration.of();
  private static final int ANY_CAPACITY = 64;
  private static final String[] NAMES = {"a", "b", "c"};

  /** Three times so many are more than the heap holds. */
  private static final int MANY = 6_000;

  @Test
  void whatFindsNoPlaceOnTheHeapIsLearnedWithTheRest() throws Exception {
    try (ProcessHarness harness = ProcessHarness.start(DEFAULTS)) {
      show(harness, 0, MANY);
      harness.watermark(minute(5) + LATENESS);
      assertThat(records(harness))
          .isEqualTo(
              Map.of(
                  process("a"), (long) MANY, process("b"), (long) MANY, process("c"), (long) MANY));
    }
  }

  @Test
  void whatCameBeforeASnapshotIsLearnedWithWhatComesAfterIt() throws Exception {
    OperatorSubtaskState state;
    try (ProcessHarness harness = ProcessHarness.start(DEFAULTS)) {
      show(harness, 0, 3);
      state = harness.snapshot();
      show(harness, 3, 4);
      harness.watermark(minute(5) + LATENESS);
      assertThat(records(harness).values()).containsOnly(4L);
    }
    try (ProcessHarness harness = ProcessHarness.restore(DEFAULTS, ANY_CAPACITY, state)) {
      show(harness, 3, 5);
      harness.watermark(minute(5) + LATENESS);
      assertThat(records(harness).values()).hasSize(NAMES.length).containsOnly(5L);
    }
  }

  /** One connection each of some instances, all processes in turn. */
  private static void show(ProcessHarness harness, int from, int to) throws Exception {
    for (int i = from; i < to; i++) {
      for (String name : NAMES) {
        harness.send(first(name, "ws-" + i, 1, WEB));
      }
    }
  }

  private static Map<String, Long> records(ProcessHarness harness) {
    return harness.progress().stream()
        .collect(Collectors.toMap(Progress::processId, Progress::records, Math::max));
  }
}
