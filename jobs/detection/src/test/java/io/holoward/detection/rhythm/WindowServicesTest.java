package io.holoward.detection.rhythm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowServicesTest {

  private static final ServiceKey WEB = new ServiceKey(0, 1, 443);

  private final WindowServices services = new WindowServices(null);

  private static ServiceKey service(int number) {
    return new ServiceKey(7, number, 443);
  }

  private static ServiceActivity connection(ServiceKey key, long time, int signature) {
    return new ServiceActivity(key, MomentsTest.of(time), 0, signature);
  }

  /** Repetitions of the connection at the first of these times. */
  private static ServiceActivity repetitions(ServiceKey key, long... times) {
    Moments all = MomentsTest.of(times);
    long repeated = all.connections() - 1;
    return new ServiceActivity(
        key, Moments.of(repeated, all.last(), all.gaps()), repeated, ServiceActivity.UNTOLD);
  }

  @Test
  void repetitionsBelongToTheSignatureOfTheConnectionTheyRepeatWhicheverComesFirst() {
    ServiceActivity connection = connection(WEB, 100, 3);
    ServiceActivity repetitions = repetitions(WEB, 100, 110, 130);
    for (List<ServiceActivity> order :
        List.of(List.of(connection, repetitions), List.of(repetitions, connection))) {
      WindowServices window = new WindowServices(null);
      order.forEach(window::add);
      assertThat(window.services())
          .containsExactly(new ServiceActivity(WEB, MomentsTest.of(100, 110, 130), 2, 3));
    }
  }

  @Test
  void repetitionsWhoseConnectionNeverCameHaveNoSignature() {
    services.add(repetitions(WEB, 100, 110));
    assertThat(services.services())
        .singleElement()
        .satisfies(
            activity -> {
              assertThat(activity.signature()).isEqualTo(ServiceActivity.UNTOLD);
              assertThat(activity.repeated()).isEqualTo(1);
            });
  }

  @Test
  void theEarliestConnectionTellsTheSignature() {
    services.add(connection(WEB, 300, 2));
    services.add(connection(WEB, 100, 1));
    services.add(connection(WEB, 200, 0));
    assertThat(services.services()).extracting(ServiceActivity::signature).containsExactly(1);
  }

  /** What the front tells when its table was emptied or it was restarted in between. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void inWhateverOrderItIsToldOfStretchesTheWholeIsThatOfTheConnections(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      List<ServiceActivity> parts = new ArrayList<>();
      List<ServiceActivity> expected = new ArrayList<>();
      for (int number = 0; number < 1 + random.nextInt(4); number++) {
        int connections = 1 + random.nextInt(30);
        long[] times = random.longs(connections, 0, 300_000).sorted().toArray();
        times[0] = number;
        expected.add(expected(service(number), times, parts, random));
      }
      Collections.shuffle(parts, random);
      WindowServices window = new WindowServices(null);
      for (ServiceActivity part : parts) {
        window = new WindowServices(window.rows());
        assertThat(window.add(part)).isTrue();
      }
      assertThat(window.services()).isEqualTo(expected);
    }
  }

  private static ServiceActivity expected(
      ServiceKey key, long[] times, List<ServiceActivity> parts, Random random) {
    int stretches = 0;
    int from = 0;
    while (from < times.length) {
      boolean last = ++stretches == WindowServices.MAX_STRETCHES;
      int to = last ? times.length : from + 1 + random.nextInt(times.length - from);
      parts.add(connection(key, times[from], 5));
      if (to > from + 1) {
        parts.add(repetitions(key, Arrays.copyOfRange(times, from, to)));
      }
      from = to;
    }
    return new ServiceActivity(key, MomentsTest.of(times), times.length - stretches, 5);
  }

  @Test
  void inOrderAnyNumberOfStretchesIsExactAndTakesFewRows() {
    Random random = new Random(8);
    long[] times = random.longs(1_000, 0, 300_000).sorted().toArray();
    for (long time : times) {
      services.add(connection(WEB, time, 0));
    }
    assertThat(services.services())
        .containsExactly(new ServiceActivity(WEB, MomentsTest.of(times), 0, 0));
    assertThat(services.rows().length).isLessThanOrEqualTo(9 * WindowServices.MAX_STRETCHES);
  }

  @Test
  void beyondTheBoundKnownServicesGoOnAndNewOnesAreRefused() {
    for (int number = 0; number < WindowServices.MAX_ROWS; number++) {
      assertThat(services.add(connection(service(number), number, 0))).isTrue();
    }
    int full = services.rows().length;
    assertThat(services.add(connection(WEB, 1, 0))).isFalse();
    assertThat(services.add(repetitions(WEB, 1, 2))).isFalse();
    assertThat(services.add(connection(service(3), 1_000, 0))).isTrue();
    assertThat(services.rows()).hasSize(full);
    assertThat(services.services())
        .filteredOn(activity -> activity.key().equals(service(3)))
        .extracting(ServiceActivity::moments)
        .containsExactly(MomentsTest.of(3, 1_000));
  }

  @Test
  void whatWasStoredIsNotTouched() {
    services.add(connection(WEB, 100, 0));
    long[] stored = services.rows();
    long[] before = stored.clone();
    new WindowServices(stored).add(repetitions(WEB, 100, 110));
    assertThat(stored).isEqualTo(before);
  }
}
