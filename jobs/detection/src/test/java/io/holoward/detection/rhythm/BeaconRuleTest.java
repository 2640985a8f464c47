package io.holoward.detection.rhythm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BeaconRuleTest {

  private static final BeaconRule RULE = new BeaconRule(5, 0.6);

  private static Moments every(long millis, int connections) {
    return MomentsTest.of(LongStream.range(0, connections).map(i -> i * millis).toArray());
  }

  @Test
  void regularConnectionsAreABeaconOnceThereAreEnough() {
    assertThat(RULE.judge(every(60_000, 4))).isEmpty();
    assertThat(RULE.judge(every(60_000, 5))).contains(new Rhythm(5, 60, 0));
  }

  @Test
  void aSleepWithJitterIsStillABeacon() {
    Random random = new Random(3);
    long[] times = new long[60];
    for (int i = 1; i < times.length; i++) {
      times[i] = times[i - 1] + 30_000 + random.nextInt(60_000);
    }
    assertThat(RULE.judge(MomentsTest.of(times)))
        .hasValueSatisfying(rhythm -> assertThat(rhythm.variation()).isCloseTo(0.29, within(0.05)));
  }

  @Test
  void connectionsAtRandomMomentsAreNone() {
    Random random = new Random(4);
    long[] times = LongStream.range(0, 60).map(i -> random.nextInt(3_600_000)).toArray();
    assertThat(RULE.judge(MomentsTest.of(times))).isEmpty();
  }

  @Test
  void aBurstIsNoneHoweverRegular() {
    assertThat(RULE.judge(every(100, 50))).isEmpty();
    assertThat(RULE.judge(every(1_999, 50))).isEmpty();
    assertThat(RULE.judge(every(2_000, 50))).isPresent();
    assertThat(RULE.judge(every(0, 50))).as("all at one moment").isEmpty();
  }

  @Test
  void burstsWithPausesInBetweenAreNone() {
    long[] times = LongStream.range(0, 40).map(i -> i / 8 * 60_000 + i % 8 * 50).toArray();
    assertThat(RULE.judge(MomentsTest.of(times))).isEmpty();
  }

  @Test
  void theVariationMustStayBelowTheLimit() {
    Moments half = MomentsTest.of(0, 10_000, 40_000, 50_000, 80_000);
    assertThat(half.rhythm().variation()).isCloseTo(0.5, within(1e-12));
    assertThat(new BeaconRule(5, 0.5 + 1e-9).judge(half)).isPresent();
    assertThat(new BeaconRule(5, 0.5 - 1e-9).judge(half)).isEmpty();
  }
}
