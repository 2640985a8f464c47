package io.holoward.benchmarks.pipeline;

import io.holoward.detection.configuration.Configuration;
import java.lang.reflect.Field;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.AbstractUdfStreamOperator;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperatorFactory;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.apache.flink.streaming.api.transformations.TwoInputTransformation;

/**
 * The whole job without its shape: the same topology, with the same results, in which no event is
 * held back as a repetition of another before it is exchanged, and contexts, windows, histories,
 * profiles and flow groups are read from RocksDB and written to it whenever the key changes (their
 * caches hold one).
 *
 * <p>What it keeps of the shape: the compact form of what crosses exchanges, pooled texts, the
 * tables of the front that find hosts and instances, twins on the heap, knowing which windows
 * cannot be stored, waiting sightings on the heap between checkpoints, and remembered scores. So it
 * is faster than a job that was written naively throughout.
 *
 * @param whole the job with its shape
 */
record NaiveWholeJob(WholeJob whole) implements MeasuredJob {

  /** Where the bounds are, by the uid of the operator: they are no configuration of the job. */
  static final Map<String, String> BOUNDS =
      Map.of(
          "front", "maxEntries",
          "context-join", "cachedContexts",
          "behaviour-window", "cachedWindows",
          "address-history", "cachedHistories",
          "intended-states", "cachedProfiles",
          "flow-statistics", "cachedGroups");

  private static final int ONE = 1;

  @Override
  public void define(StreamExecutionEnvironment env, Configuration configuration) {
    whole.define(env, configuration);
    Set<String> found = new HashSet<>();
    for (Transformation<?> end : env.getTransformations()) {
      for (Transformation<?> each : end.getTransitivePredecessors()) {
        String field = BOUNDS.get(String.valueOf(each.getUid()));
        if (field != null && found.add(each.getUid())) {
          bound(each, field);
        }
      }
    }
    if (found.size() != BOUNDS.size()) {
      throw new IllegalStateException(
          "of %s only %s are operators of the job".formatted(BOUNDS.keySet(), found));
    }
  }

  private static void bound(Transformation<?> transformation, String name) {
    Object work = work(transformation);
    try {
      Field field = work.getClass().getDeclaredField(name);
      field.setAccessible(true);
      field.setInt(work, ONE);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "%s has no bound of the name %s".formatted(work.getClass().getName(), name), e);
    }
  }

  /** The operator, or the function that it runs. */
  static Object work(Transformation<?> transformation) {
    StreamOperatorFactory<?> factory =
        transformation instanceof TwoInputTransformation<?, ?, ?> two
            ? two.getOperatorFactory()
            : ((OneInputTransformation<?, ?>) transformation).getOperatorFactory();
    Object operator = ((SimpleOperatorFactory<?>) factory).getOperator();
    return operator instanceof AbstractUdfStreamOperator<?, ?> running
        ? running.getUserFunction()
        : operator;
  }

  @Override
  public void check(JobExecutionResult result, long events) {
    whole.check(result, events);
  }
}
