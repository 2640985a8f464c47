package io.holoward.detection.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.entropy.AlarmScore;
import io.holoward.entropy.ScoreRange;
import java.util.List;
import org.junit.jupiter.api.Test;

class FamiliarityTest {

  private static final ScoreRange RANGE = new ScoreRange(5, 40, 60, 90);

  private static AlarmScore score(boolean outlier, double score) {
    return new AlarmScore(
        outlier, true, score, 14, -14, 3, 9, 1, 20, 4, 2, 412, 0, 1, 0.1, 0.2, 0.3, false,
        List.of());
  }

  @Test
  void anOutlierThatIsFamiliarIsTheMostUnusualOfWhatIsNormal() {
    AlarmScore judged = Familiarity.judged(score(true, 83), true, RANGE);
    assertThat(judged).isEqualTo(score(false, 40));
  }

  @Test
  void anyOtherScoreStaysWhatItIs() {
    assertThat(Familiarity.judged(score(true, 83), false, RANGE)).isEqualTo(score(true, 83));
    assertThat(Familiarity.judged(score(false, 12), true, RANGE)).isEqualTo(score(false, 12));
  }
}
