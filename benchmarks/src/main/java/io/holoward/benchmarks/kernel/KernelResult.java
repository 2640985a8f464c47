package io.holoward.benchmarks.kernel;

import io.holoward.benchmarks.suite.Effort;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What one fork of JMH found.
 *
 * @param nanos an alarm: of the averages of its iterations the median
 * @param bytes allocated an alarm, to the whole byte: what a fork allocates beside is spread thin
 */
record KernelResult(double nanos, double bytes) {

  private static final double MEDIAN = 50;
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  static KernelResult measure(KernelLine line, Effort effort) throws RunnerException {
    TimeValue time = TimeValue.milliseconds(effort.choose(200L, 1_000L));
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(line.method()) + "$")
            .forks(1)
            .warmupIterations(effort.choose(2, 3))
            .warmupTime(time)
            .measurementIterations(effort.choose(3, 5))
            .measurementTime(time)
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true)
            .addProfiler(GCProfiler.class);
    line.parameters().forEach(options::param);
    Collection<RunResult> results = new Runner(options.build()).run();
    if (results.size() != 1) {
      throw new RunnerException(line.method() + " gave " + results.size() + " results");
    }
    RunResult result = results.iterator().next();
    Result<?> allocated =
        result.getSecondaryResults().entrySet().stream()
            .filter(secondary -> secondary.getKey().endsWith(ALLOCATED))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseThrow(() -> new RunnerException("JMH tells no " + ALLOCATED));
    return new KernelResult(result.getPrimaryResult().getScore(), Math.rint(allocated.getScore()));
  }
}
