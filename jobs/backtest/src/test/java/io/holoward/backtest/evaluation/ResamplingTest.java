package io.holoward.backtest.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResamplingTest {

  private static final int[] SCENARIO = IntStream.range(0, 300).map(i -> i / 10).toArray();

  /** The share of examples in scenarios of an even number. */
  private static List<Double> evenShare(long seed) {
    return Resampling.interval(
        SCENARIO,
        30,
        seed,
        weight -> {
          double even = 0;
          double all = 0;
          for (int i = 0; i < SCENARIO.length; i++) {
            all += weight.applyAsInt(i);
            even += SCENARIO[i] % 2 == 0 ? weight.applyAsInt(i) : 0;
          }
          return even / all;
        });
  }

  @Test
  void scenariosAreDrawnWhole() {
    List<Double> interval = evenShare(4);
    // Of 30 drawn, so many are even: a binomial of n = 30, p = 1/2, whose 95 % lie in 10 to 20.
    assertThat(interval.get(0) * 30).isBetween(8.9, 11.1);
    assertThat(interval.get(1) * 30).isBetween(18.9, 21.1);
  }

  @Test
  void theSameSeedGivesTheSameInterval() {
    assertThat(evenShare(4)).isEqualTo(evenShare(4));
  }

  @Test
  void aFigureThatIsMostlyNotDefinedHasNone() {
    assertThat(Resampling.interval(SCENARIO, 30, 1, weight -> Double.NaN)).isNull();
    assertThat(Resampling.interval(SCENARIO, 1, 1, weight -> 1)).isNull();
  }
}
