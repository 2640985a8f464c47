package io.holoward.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.configuration.Configuration;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

class NaiveWholeJobTest {

  private final StreamExecutionEnvironment env =
      StreamExecutionEnvironment.getExecutionEnvironment();

  @Test
  void everyOperatorThatCouldHoldManyHoldsOne() throws Exception {
    new NaiveWholeJob(WholeJob.with(List.of()))
        .define(env, Configuration.of("kafka.bootstrap-servers=localhost:9"));

    assertThat(bounds())
        .hasSameSizeAs(NaiveWholeJob.BOUNDS)
        .allSatisfy((uid, n) -> assertThat(n).isEqualTo(1));
  }

  @Test
  void theWholeJobHoldsMany() throws Exception {
    WholeJob.with(List.of()).define(env, Configuration.of("kafka.bootstrap-servers=localhost:9"));

    assertThat(bounds())
        .hasSameSizeAs(NaiveWholeJob.BOUNDS)
        .allSatisfy((uid, n) -> assertThat(n).isGreaterThan(1_000));
  }

  private Map<String, Integer> bounds() throws ReflectiveOperationException {
    Map<String, Integer> bounds = new TreeMap<>();
    for (Transformation<?> each :
        env.getTransformations().stream()
            .flatMap(end -> end.getTransitivePredecessors().stream())
            .collect(Collectors.toSet())) {
      String name = NaiveWholeJob.BOUNDS.get(String.valueOf(each.getUid()));
      if (name != null) {
        Object work = NaiveWholeJob.work(each);
        Field field = work.getClass().getDeclaredField(name);
        field.setAccessible(true);
        bounds.put(each.getUid(), field.getInt(work));
      }
    }
    return bounds;
  }
}
