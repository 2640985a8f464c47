package io.holoward.detection.flow;

import static io.holoward.detection.flow.Flows.MINUTE;
import static io.holoward.detection.flow.Flows.UNSETTLED;
import static io.holoward.detection.flow.Flows.flow;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What round-trip times that only vary raise, and what ones that creep do. */
class FlowGroupNoiseTest {

  /** Beyond 4σ lie 0.6 of 10,000 values of a normal distribution. */
  @ParameterizedTest
  @ValueSource(ints = {1, 5, 20})
  void benignNoiseRaisesHardlyAnything(int flowsAWindow) {
    int windows = 10_000;
    FlowGroup group = Flows.group(UNSETTLED);
    Random random = new Random(flowsAWindow);
    int deviatingFlows = 0;
    List<FlowFinding> findings = new ArrayList<>();
    for (int i = 0; i < windows * flowsAWindow; i++) {
      long time = i / flowsAWindow * MINUTE + i % flowsAWindow * 2000L;
      FlowOutcome outcome =
          group.observe(flow(time, 12 * Math.exp(0.4 * random.nextGaussian()), i), null, null);
      deviatingFlows += outcome.observation().anomalies().isEmpty() ? 0 : 1;
      findings.addAll(outcome.findings());
    }
    assertThat(deviatingFlows).isLessThanOrEqualTo(4 * flowsAWindow);
    assertThat(findings).hasSizeLessThanOrEqualTo(5 * flowsAWindow);
    assertThat(findings)
        .noneMatch(
            f ->
                f.anomalies().contains(FlowAnomaly.RTT_LEVEL_SHIFT)
                    || f.anomalies().contains(FlowAnomaly.RTT_DRIFT));
  }

  @Test
  void aSlowPoisoningIsADriftAlthoughNoFlowDeviates() {
    int deviating = 0;
    int flows = 0;
    for (int seed = 0; seed < 40; seed++) {
      FlowGroup group = Flows.group(UNSETTLED);
      Random random = new Random(seed);
      List<FlowFinding> drifts = new ArrayList<>();
      for (int i = 0; i < 530; i++) {
        double growth = Math.pow(1.005, Math.max(0, i - 200));
        double millis = growth * Math.exp(0.7 + 0.3 * random.nextGaussian());
        FlowOutcome outcome = group.observe(flow(i * MINUTE, millis, i), null, null);
        outcome.findings().stream()
            .filter(f -> f.anomalies().contains(FlowAnomaly.RTT_DRIFT))
            .forEach(drifts::add);
        flows++;
        deviating += outcome.observation().anomalies().contains(FlowAnomaly.RTT_DEVIATION) ? 1 : 0;
      }
      FlowFinding first = drifts.get(0);
      assertThat(first.firstSeen()).isBetween(200 * MINUTE, 400 * MINUTE);
      assertThat(first.anomalies()).containsExactly(FlowAnomaly.RTT_DRIFT);
      assertThat(first.text()).matches("round-trip time has crept from [12][.0-9]* ms to .* ms");
    }
    assertThat(deviating).isLessThan(flows / 1000);
  }
}
