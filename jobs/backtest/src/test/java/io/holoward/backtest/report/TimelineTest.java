package io.holoward.backtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TimelineTest {

  private static final long DAY = 86_400_000L;

  @Test
  void countsOfAWiderBucketAreTheSumOfAllThatFellIntoIt() {
    Random random = new Random(3);
    Timeline timeline = Timeline.ofCounts(50);
    long[] times = random.longs(5_000, 0, 90 * DAY).toArray();
    for (long time : times) {
      timeline.add(time, 1, time % 3);
    }
    JsonNode json = timeline.toJson();
    long width = json.path("width").asLong();

    TreeMap<Long, long[]> expected = new TreeMap<>();
    for (long time : times) {
      long[] figures = expected.computeIfAbsent(time / width * width, any -> new long[2]);
      figures[0]++;
      figures[1] += time % 3;
    }
    assertThat(json.path("buckets")).hasSameSizeAs(expected.keySet()).hasSizeLessThanOrEqualTo(50);
    for (JsonNode bucket : json.path("buckets")) {
      long[] figures = expected.get(bucket.get(0).asLong());
      assertThat(bucket.get(1).asLong()).isEqualTo(figures[0]);
      assertThat(bucket.get(2).asLong()).isEqualTo(figures[1]);
    }
  }

  @Test
  void quietYearsBetweenDoNotCoarsenBuckets() {
    Timeline timeline = Timeline.ofCounts(10);
    timeline.add(0, 1);
    timeline.add(1_000, 1);
    timeline.add(700 * DAY, 1);

    assertThat(timeline.toJson())
        .hasToString("{\"width\":1000,\"buckets\":[[0,1],[1000,1],[60480000000,1]]}");
  }

  @Test
  void ofLevelsTheLastOfABucketStands() {
    Timeline timeline = Timeline.ofLevels(1);
    timeline.add(0, 5);
    timeline.add(1_500, 7);
    timeline.add(9_000, 6);

    assertThat(timeline.toJson()).hasToString("{\"width\":10000,\"buckets\":[[0,6]]}");
  }

  @Test
  void timesBeforeTheEpochFallIntoTheBucketThatHoldsThem() {
    Timeline timeline = Timeline.ofCounts(10);
    timeline.add(-1, 1);

    assertThat(timeline.toJson()).hasToString("{\"width\":1000,\"buckets\":[[-1000,1]]}");
  }
}
