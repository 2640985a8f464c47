package io.holoward.detection.front;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.Sensor;
import io.holoward.detection.observation.SourcePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwinRowsTest {

  private final Random random = new Random(20_261_122);

  @ParameterizedTest
  @ValueSource(longs = {1, (1L << 31) - 4_000, (1L << 32) - 4_000, (1L << 40) + 17})
  void whatWaitsIsFoundYoungestFirstWhateverLeftBeforeIt(long firstArrival) {
    TwinRows rows = new TwinRows(7, firstArrival);
    List<TwinHalf> expected = new ArrayList<>();
    for (int step = 0; step < 20_000; step++) {
      TwinHalf half = half(step);
      assertThat(found(rows, half)).isEqualTo(withEndsOf(half, expected));
      assertThat(rows.size()).isEqualTo(expected.size());
      act(rows, half, expected, step);
    }
  }

  /** In phases of growth, of a steady number, and of decline. */
  private void act(TwinRows rows, TwinHalf half, List<TwinHalf> expected, int step) {
    int most = step % 8_000 < 3_000 ? 3_000 : 200;
    while (expected.size() >= most) {
      assertThat(rows.half(rows.oldest())).isEqualTo(expected.remove(0));
      rows.remove(rows.oldest());
    }
    int row = rows.youngest(half, rows.hash(half));
    if (row != TwinRows.NONE && random.nextInt(3) == 0) {
      expected.remove(rows.half(row));
      rows.remove(row);
    } else {
      rows.add(half, rows.hash(half));
      expected.add(half);
    }
  }

  private static List<TwinHalf> found(TwinRows rows, TwinHalf half) {
    List<TwinHalf> found = new ArrayList<>();
    int row = rows.youngest(half, rows.hash(half));
    while (row != TwinRows.NONE) {
      found.add(rows.half(row));
      row = rows.older(row, half);
    }
    return found;
  }

  private static List<TwinHalf> withEndsOf(TwinHalf half, List<TwinHalf> waiting) {
    List<TwinHalf> found = new ArrayList<>();
    for (TwinHalf other : waiting) {
      if (other.host().equals(half.host())
          && other.lesser().equals(half.lesser())
          && other.greater().equals(half.greater())) {
        found.add(0, other);
      }
    }
    return found;
  }

  private TwinHalf half(int step) {
    return new TwinHalf(
        new HostId("acme", "host-" + random.nextInt(3)),
        Protocol.TCP,
        new Endpoint("10.0.0." + random.nextInt(10), random.nextInt(20)),
        new Endpoint("10.0.1.1", 443),
        Sensor.SYSMON,
        Direction.OUT,
        null,
        null,
        -1,
        step,
        new SourcePosition("records", step));
  }
}
