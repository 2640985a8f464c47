package io.holoward.backtest.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PrecisionRecallTest {

  @Test
  void theAverageIsThePrecisionOverThePositivesEachAtItsOwnScore() {
    Random random = new Random(11);
    for (int round = 0; round < 50; round++) {
      RankedExamples examples = RankedExamples.draw(random, 2 + random.nextInt(40));
      double sum = 0;
      for (int i = 0; i < examples.size(); i++) {
        if (examples.positive()[i]) {
          sum += precisionAt(examples, examples.scores()[i]);
        }
      }
      assertThat(PrecisionRecall.average(examples.ranking()))
          .isCloseTo(sum / examples.atLeast(Double.NEGATIVE_INFINITY, true), within(1e-12));
    }
  }

  @Test
  void eachPointIsWhatTheThresholdGives() {
    Random random = new Random(12);
    RankedExamples examples = RankedExamples.draw(random, 60);
    double positives = examples.atLeast(Double.NEGATIVE_INFINITY, true);

    List<CurvePoint> curve = PrecisionRecall.points(examples.ranking(), i -> examples.scores()[i]);

    assertThat(curve).isNotEmpty();
    for (CurvePoint point : curve) {
      assertThat(point.x())
          .isCloseTo(examples.atLeast(point.score(), true) / positives, within(1e-12));
      assertThat(point.y()).isCloseTo(precisionAt(examples, point.score()), within(1e-12));
    }
  }

  private static double precisionAt(RankedExamples examples, double score) {
    double found = examples.atLeast(score, true);
    return found / (found + examples.atLeast(score, false));
  }

  @Test
  void withoutAPositiveNothingIsDefined() {
    Ranking ranking = Ranking.of(new double[] {1, 2}, new boolean[] {false, false});
    assertThat(PrecisionRecall.average(ranking)).isNaN();
    assertThat(PrecisionRecall.points(ranking, i -> null)).isEmpty();
  }
}
