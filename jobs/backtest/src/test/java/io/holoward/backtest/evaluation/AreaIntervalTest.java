package io.holoward.backtest.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AreaIntervalTest {

  private static final int SCENARIOS = 40;

  @Test
  void theIntervalHoldsTheAreaAndIsTheSameForTheSameSeed() {
    RankedExamples examples = RankedExamples.draw(new Random(5), 2_000);
    int[] scenario = IntStream.range(0, 2_000).map(i -> i % SCENARIOS).toArray();
    Ranking ranking = examples.ranking();

    List<Double> interval = AreaInterval.of(ranking, scenario, SCENARIOS, 1);

    assertThat(ranking.area()).isBetween(interval.get(0), interval.get(1));
    assertThat(interval.get(0)).isLessThan(interval.get(1));
    assertThat(AreaInterval.of(ranking, scenario, SCENARIOS, 1)).isEqualTo(interval);
  }

  @Test
  void scenariosThatDisagreeMakeItWiderThanTheirUnitsWould() {
    int units = 2_000;
    double[] scores = new double[units];
    boolean[] positive = new boolean[units];
    int[] alike = new int[units];
    int[] mixed = new int[units];
    for (int i = 0; i < units; i++) {
      positive[i] = i % 2 == 0;
      boolean told = i < units / 2;
      scores[i] = told == positive[i] ? 1 : 0;
      alike[i] = i * SCENARIOS / units;
      mixed[i] = (i / 2) % SCENARIOS;
    }
    Ranking ranking = Ranking.of(scores, positive);
    assertThat(width(AreaInterval.of(ranking, alike, SCENARIOS, 1)))
        .isGreaterThan(3 * width(AreaInterval.of(ranking, mixed, SCENARIOS, 1)));
  }

  private static double width(List<Double> interval) {
    return interval.get(1) - interval.get(0);
  }

  @Test
  void oneScenarioSaysNothingOfOthers() {
    RankedExamples examples = RankedExamples.draw(new Random(5), 20);
    assertThat(AreaInterval.of(examples.ranking(), new int[20], 1, 1)).isNull();
  }

  @Test
  void thereIsNoIntervalOfAnAreaThatIsNotDefined() {
    Ranking ranking = Ranking.of(new double[] {1, 2}, new boolean[] {true, true});
    assertThat(AreaInterval.of(ranking, new int[] {0, 1}, 2, 1)).isNull();
  }
}
