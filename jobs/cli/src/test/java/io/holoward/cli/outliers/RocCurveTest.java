package io.holoward.cli.outliers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RocCurveTest {

  @Test
  void theAreaIsTheShareOfPairsInTheRightOrderTiesCountingHalf() {
    Random random = new Random(7);
    for (int round = 0; round < 50; round++) {
      int size = 2 + random.nextInt(40);
      double[] scores = random.doubles(size).map(x -> Math.floor(x * 8)).toArray();
      boolean[] positive = new boolean[size];
      for (int i = 0; i < size; i++) {
        positive[i] = i == 0 || (i > 1 && random.nextBoolean());
      }
      assertThat(RocCurve.area(scores, positive))
          .isCloseTo(byPairs(scores, positive), within(1e-12));
    }
  }

  private static double byPairs(double[] scores, boolean[] positive) {
    double right = 0;
    int pairs = 0;
    for (int i = 0; i < scores.length; i++) {
      for (int j = 0; j < scores.length; j++) {
        if (positive[i] && !positive[j]) {
          pairs++;
          right += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
        }
      }
    }
    return right / pairs;
  }

  @Test
  void scoresThatDifferByRoundingAreTied() {
    double[] scores = {1, 1 + 1e-13};
    assertThat(RocCurve.area(scores, new boolean[] {false, true})).isEqualTo(0.5);
  }

  @Test
  void thereIsNoAreaWithoutBothClasses() {
    assertThat(RocCurve.area(new double[] {1, 2}, new boolean[] {true, true})).isNaN();
  }
}
