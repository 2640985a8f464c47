package io.holoward.detection.rhythm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RhythmMemoryTest {

  private static final long MINUTE = 60_000;
  private static final long WINDOW = 5 * MINUTE;
  private static final long HORIZON = 60 * MINUTE;
  private static final ServiceKey WEB = new ServiceKey(0, 1, 443);

  private RhythmMemory memory = new RhythmMemory(null, HORIZON, WINDOW);

  private static ServiceKey service(int number) {
    return new ServiceKey(7, number, 443);
  }

  /** Through its stored form, as between two windows. */
  private Moments close(long windowEnd, ServiceKey key, Moments moments) {
    memory = new RhythmMemory(memory.rows(), HORIZON, WINDOW);
    return memory.add(windowEnd, Map.of(key, moments)).get(key);
  }

  private void closeEmpty(long windowEnd) {
    assertThat(memory.add(windowEnd, Map.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1, 5", "2, 30", "3, 400"})
  void whatIsRememberedIsWhatWasDoneWithinTheHorizon(long seed, int connections) {
    Random random = new Random(seed);
    long[] times = random.longs(connections, 0, 5 * HORIZON).sorted().toArray();
    int windows = 0;
    for (long end = WINDOW; end <= 5 * HORIZON; end += WINDOW) {
      long[] now = between(times, end - WINDOW, end);
      if (now.length > 0) {
        Moments within = MomentsTest.of(between(times, end - HORIZON, end));
        assertThat(close(end, WEB, MomentsTest.of(now))).isEqualTo(within);
        windows++;
      }
    }
    assertThat(windows).isGreaterThan(2);
  }

  private static long[] between(long[] times, long from, long to) {
    return Arrays.stream(times).filter(time -> time >= from && time < to).toArray();
  }

  @Test
  void servicesAreKeptApart() {
    memory.add(WINDOW, Map.of(WEB, MomentsTest.of(1), service(2), MomentsTest.of(2)));
    assertThat(close(2 * WINDOW, WEB, MomentsTest.of(WINDOW))).isEqualTo(MomentsTest.of(1, WINDOW));
  }

  @Test
  void windowsFarShorterThanTheHorizonShareRows() {
    memory = new RhythmMemory(null, HORIZON, 1_000);
    for (long end = 1_000; end <= 3 * HORIZON; end += 1_000) {
      Moments all = memory.add(end, Map.of(WEB, MomentsTest.of(end - 1))).get(WEB);
      long inHorizon = Math.min(end, HORIZON) / 1_000;
      assertThat(all.connections())
          .as("at %s", end)
          .isBetween(inHorizon, inHorizon + HORIZON / 12 / 1_000);
    }
    assertThat(memory.rows().length).isLessThanOrEqualTo(13 * 8);
  }

  @Test
  void aWindowLongerThanTheHorizonIsJudgedAlone() {
    memory = new RhythmMemory(null, HORIZON, 4 * HORIZON);
    memory.add(4 * HORIZON, Map.of(WEB, MomentsTest.of(1, 2)));
    assertThat(memory.add(8 * HORIZON, Map.of(WEB, MomentsTest.of(5 * HORIZON))))
        .containsExactly(Map.entry(WEB, MomentsTest.of(5 * HORIZON)));
  }

  @Test
  void theServicesUsedLongestAgoAreForgottenFirst() {
    Map<ServiceKey, Moments> many = new HashMap<>();
    for (int number = 0; number < RhythmMemory.MAX_ROWS; number++) {
      many.put(service(number), MomentsTest.of(number));
    }
    memory.add(WINDOW, many);
    assertThat(memory.shrink()).isZero();
    Moments later = MomentsTest.of(WINDOW);
    memory.add(2 * WINDOW, Map.of(service(0), later, WEB, later, service(5_000), later));
    assertThat(memory.shrink()).isEqualTo(3);
    assertThat(memory.rows()).hasSize(8 * RhythmMemory.MAX_ROWS);
    assertThat(close(3 * WINDOW, service(0), MomentsTest.of(2 * WINDOW)).connections())
        .isEqualTo(3);
    assertThat(close(3 * WINDOW, WEB, MomentsTest.of(2 * WINDOW)).connections()).isEqualTo(2);
  }

  @Test
  void itExpiresAHorizonAfterTheLastWindow() {
    assertThat(memory.expiry()).isEqualTo(Long.MIN_VALUE);
    close(WINDOW, WEB, MomentsTest.of(1));
    close(3 * WINDOW, WEB, MomentsTest.of(2 * WINDOW));
    long expiry = memory.expiry();
    assertThat(expiry).isEqualTo(3 * WINDOW + HORIZON);
    closeEmpty(expiry - 1);
    assertThat(memory.rows()).isNotEmpty();
    closeEmpty(expiry);
    assertThat(memory.rows()).isEmpty();
  }
}
