package io.holoward.detection.flow;

import static io.holoward.detection.flow.Flows.MINUTE;
import static io.holoward.detection.flow.Flows.flow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.holoward.entropy.DriftRules;
import io.holoward.entropy.RttRules;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RttModelTest {

  private static final FlowRules RULES =
      new FlowRules(
          new RttRules(true, 4, 10, 40, 0.05, 20, true), DriftRules.DEFAULT, MINUTE, 0, MINUTE);

  @Test
  void withOneFlowAWindowSingleFlowsSpreadAndFadeAsTheWindowsDo() {
    RttModel model = new RttModel(RULES);
    Random random = new Random(7);
    for (int i = 0; i < 300; i++) {
      model.close(window(10 * Math.exp(i / 500.0 + 0.2 * random.nextGaussian())));
      assertThat(model.flows.count()).isEqualTo(model.baseline.count());
      assertThat(model.flows.mean()).isCloseTo(model.baseline.mean(), within(1e-9));
      assertThat(model.flows.sumOfSquares()).isCloseTo(model.baseline.sumOfSquares(), within(1e-9));
    }
    assertThat(model.flows.count()).isEqualTo(40);
  }

  @Test
  void aFlowIsMeasuredByTheSpreadOfSingleFlowsNotOfWindowMeans() {
    RttModel model = new RttModel(RULES);
    Random random = new Random(8);
    for (int i = 0; i < 200; i++) {
      double[] times = random.doubles(100).map(u -> 10 * Math.exp(1.2 * (u - 0.5))).toArray();
      assertThat(model.close(window(times))).isNull();
    }
    RttComparison comparison = model.compare(flow(0, 17, 0).roundTrip());
    assertThat(comparison.logStandardDeviation()).isCloseTo(1.2 / Math.sqrt(12), within(0.01));
    assertThat(comparison.deviates(true)).isFalse();
    assertThat(model.close(window(17)).anomaly()).isEqualTo(FlowAnomaly.RTT_DEVIATION);
  }

  @Test
  void aDropDeviatesOnlyWhereTheRulesLookBothWays() {
    RttComparison drop = new RttComparison(40, 2, 0.1, -9.0, 4);
    assertThat(drop.deviates(true)).isTrue();
    assertThat(drop.deviates(false)).isFalse();
    assertThat(new RttComparison(40, 2, 0.1, 4.0, 4).deviates(false)).isFalse();
  }

  private static FlowWindow window(double... times) {
    FlowWindow window = new FlowWindow(MINUTE);
    for (double time : times) {
      window.add(flow(0, time, 0), null, null);
    }
    return window;
  }
}
