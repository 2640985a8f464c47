package io.holoward.scoring.history;

import static io.holoward.scoring.history.HistoryEvents.hour;
import static io.holoward.scoring.history.HistoryEvents.use;
import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.features.Novelty;
import io.holoward.scoring.ReleasedStates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Restores the address histories that release 0.1 stored, see {@link ReleasedStates}. */
class HistoryOfReleaseTest {

  private static final String STORED = "address-history";
  private static final Configuration RULES = HistoryHarness.configuration();

  @Test
  @EnabledIfSystemProperty(named = ReleasedStates.WRITE, matches = ".+")
  void writeTheStateOfThisRelease() throws Exception {
    try (HistoryHarness operator = HistoryHarness.start(RULES)) {
      operator.watermark(hour(23));
      operator.send(use("10.0.0.1", "a", 23.5), use("10.0.9.1", "a", 24.5));
      ReleasedStates.write(operator.snapshot(), STORED);
    }
  }

  @Test
  void whatWasSeenIsKnownAndWhatWaitedIsAnswered() throws Exception {
    try (HistoryHarness operator = HistoryHarness.restore(RULES, ReleasedStates.read(STORED))) {
      operator.watermark(hour(25)).send(use("10.0.0.1", "a", 26));
      assertThat(operator.novelties())
          .as("what waited was new, what was seen is known")
          .containsExactly(new Novelty(true, true, true, false, false), Novelty.FAMILIAR);
    }
  }
}
