package io.holoward.scoring.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.configuration.Configuration;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

class PopulationReadinessTest {

  private static Configuration readyAt(String time) {
    return IntendedStatesOperatorTest.quick("population.ready-at=" + time);
  }

  @Test
  void aTimeThatIsSetAnewHoldsAfterARestart() throws Exception {
    OperatorSubtaskState state;
    try (ProcessHarness operator = ProcessHarness.start(readyAt("9999-01-01T00:00:00Z"))) {
      state = operator.snapshot();
    }
    try (ProcessHarness operator =
        ProcessHarness.restore(readyAt("2026-01-01T00:00:00Z"), 1, state)) {
      operator.send(Sightings.first("new", "a", 1, Sightings.WEB)).end();
      assertThat(operator.findings()).hasSize(1);
    }
  }
}
