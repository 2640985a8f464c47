package io.holoward.scoring.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holoward.detection.identity.InstanceKey;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TicksTest {

  private static final long HOUR = 3_600_000;

  private final Random random = new Random(11);
  private final Ticks ticks = new Ticks(HOUR);

  private InstanceKey key() {
    return new InstanceKey(random.nextLong(), random.nextLong());
  }

  @Test
  void aTickIsTheFirstOfItsKeyThatIsNotBeforeATime() {
    for (int n = 0; n < 1_000; n++) {
      InstanceKey key = key();
      long time = random.nextLong(-100 * HOUR, 1_000_000 * HOUR);
      long tick = ticks.notBefore(key, time);
      assertThat(tick).isBetween(time, time + HOUR - 1);
      assertThat(ticks.notBefore(key, tick)).isEqualTo(tick);
      assertThat(ticks.notBefore(key, tick + 1)).isEqualTo(tick + HOUR);
    }
  }

  @Test
  void whatIsDueAtOneTimeIsSpreadOverThePeriod() {
    Map<Long, Long> ofTicks =
        Stream.generate(this::key)
            .limit(60_000)
            .map(key -> ticks.notBefore(key, 7 * HOUR))
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

    assertThat(ofTicks).as("one a minute").hasSize(60);
    assertThat(ofTicks.values()).allMatch(number -> number > 800 && number < 1_200);
  }

  @Test
  void whatWasNeverDueIsNot() {
    assertThat(ticks.notBefore(key(), Long.MIN_VALUE)).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void aPeriodOfNothingIsRefused() {
    assertThatThrownBy(() -> new Ticks(0)).hasMessageContaining("a period of 0 ms");
  }
}
