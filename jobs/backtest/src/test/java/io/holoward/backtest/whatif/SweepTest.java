package io.holoward.backtest.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.configuration.ConfigurationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SweepTest {

  @Test
  void twoParametersAreRunInAllPairs() {
    Sweep sweep = sweep("threshold.k=2,3", "alarm.raise=every,deviation");
    assertThat(sweep.runs())
        .extracting(run -> String.join(" ", run.settings().values()))
        .containsExactly("2 every", "2 deviation", "3 every", "3 deviation");
    assertThat(sweep.runs().get(3).configuration())
        .isEqualTo(Configuration.of("score.threshold.k=3", "alarm.raise=deviation"));
  }

  @Test
  void runsThatAgreeInWhatDecidesLearningShareIt() {
    assertThat(lessons(sweep("threshold.k=1:4:0.5", "alarm.raise=every,deviation"))).isEqualTo(1);
    assertThat(lessons(sweep("promotion.floor=10,20", "threshold.k=2,3,4"))).isEqualTo(2);
  }

  @Test
  void aThresholdDecidesLearningWhereItTakesRecordsOut() {
    assertThat(lessons(sweep("states.removal=none,ss", "threshold.k=2,3,4"))).isEqualTo(1 + 3);
  }

  private static long lessons(Sweep sweep) {
    return sweep.runs().stream()
        .map(run -> Replays.decidesLearning(run.configuration()))
        .distinct()
        .count();
  }

  @Test
  void everyWrongValueIsToldBeforeAnythingRuns() {
    assertThatThrownBy(() -> sweep("threshold.k=2,x,-1", "alarm.raise=never"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll(
            "--sweep score.threshold.k=x: expected a number > 0",
            "--sweep score.threshold.k=-1: expected a number > 0",
            "--sweep alarm.raise=never: expected");
  }

  @Test
  void valuesThatContradictEachOtherAreTold() {
    assertThatThrownBy(() -> sweep("severity.high=0.2,0.9", "severity.critical=0.5,0.95"))
        .hasMessageContaining("expected a number not below severity.high");
  }

  @Test
  void tooMuchIsRefused() {
    assertThatThrownBy(() -> sweep("threshold.k=1:20:1", "promotion.floor=10:20:1"))
        .hasMessageContaining("220 runs, expected at most 200");
    assertThatThrownBy(() -> sweep("threshold.k=1", "promotion.floor=1", "severity.high=0"))
        .hasMessageContaining("--sweep KEY=VALUES: expected once or twice");
    assertThatThrownBy(() -> sweep("threshold.k=1,2", "score.threshold.k=3"))
        .hasMessageContaining("given twice");
  }

  @Test
  void oneValueWrittenTwiceIsRefused() {
    assertThatThrownBy(() -> sweep("threshold.k=3,3.0")).hasMessageContaining("the same value");
  }

  @Test
  void whatDecidesHowTheInputIsReadCannotBeSwept() {
    assertThatThrownBy(() -> sweep("organisation=a,b"))
        .hasMessageContaining("the input is read once for all runs");
  }

  private static Sweep sweep(String... parameters) {
    return Sweep.of(Stream.of(parameters).map(SweepParameter::parse).toList(), Configuration.of());
  }
}
