package io.holoward.backtest.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RocCurveTest {

  @Test
  void theAreaIsTheShareOfPairsInTheRightOrderTiesCountingHalf() {
    Random random = new Random(7);
    for (int round = 0; round < 50; round++) {
      RankedExamples examples = RankedExamples.draw(random, 2 + random.nextInt(40));
      assertThat(RocCurve.area(examples.scores(), examples.positive()))
          .isCloseTo(examples.areaByPairs(), within(1e-12));
    }
  }

  @Test
  void anExampleCountsAsOftenAsItIsDrawn() {
    Random random = new Random(8);
    for (int round = 0; round < 50; round++) {
      RankedExamples examples = RankedExamples.draw(random, 2 + random.nextInt(40));
      int[] times = random.ints(examples.size(), 1, 4).toArray();
      assertThat(examples.ranking().area(i -> times[i]))
          .isCloseTo(examples.areaByPairs(times), within(1e-12));
    }
  }

  @Test
  void eachPointIsTheRatesOfWhatScoresAtLeastAsMuch() {
    Random random = new Random(9);
    for (int round = 0; round < 50; round++) {
      RankedExamples examples = RankedExamples.draw(random, 2 + random.nextInt(40));
      double positives = examples.atLeast(Double.NEGATIVE_INFINITY, true);
      double negatives = examples.atLeast(Double.NEGATIVE_INFINITY, false);

      List<CurvePoint> curve = RocCurve.points(examples.ranking(), i -> examples.scores()[i]);

      assertThat(curve.get(0)).isEqualTo(new CurvePoint(0, 0, null));
      assertThat(curve).hasSize(1 + (int) Arrays.stream(examples.scores()).distinct().count());
      for (CurvePoint point : curve.subList(1, curve.size())) {
        assertThat(point.x())
            .isCloseTo(examples.atLeast(point.score(), false) / negatives, within(1e-12));
        assertThat(point.y())
            .isCloseTo(examples.atLeast(point.score(), true) / positives, within(1e-12));
      }
      assertThat(trapezoids(curve)).isCloseTo(examples.areaByPairs(), within(1e-12));
    }
  }

  private static double trapezoids(List<CurvePoint> curve) {
    double area = 0;
    for (int i = 1; i < curve.size(); i++) {
      CurvePoint from = curve.get(i - 1);
      CurvePoint to = curve.get(i);
      area += (to.x() - from.x()) * (to.y() + from.y()) / 2;
    }
    return area;
  }

  @Test
  void scoresThatDifferByRoundingAreTied() {
    double[] scores = {1, 1 + 1e-13};
    assertThat(RocCurve.area(scores, new boolean[] {false, true})).isEqualTo(0.5);
  }

  @Test
  void thereIsNeitherAreaNorCurveWithoutBothClasses() {
    double[] scores = {1, 2};
    boolean[] positive = {true, true};
    assertThat(RocCurve.area(scores, positive)).isNaN();
    assertThat(RocCurve.points(Ranking.of(scores, positive), i -> null)).isEmpty();
    assertThat(RocCurve.points(Ranking.of(new double[0], new boolean[0]), i -> null)).isEmpty();
  }
}
