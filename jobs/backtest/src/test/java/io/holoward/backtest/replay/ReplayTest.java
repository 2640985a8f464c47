package io.holoward.backtest.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.Test;

/** Progress is told while a job answers, and a job that no longer does is no failure. */
class ReplayTest {

  @Test
  void aRunningJobTellsWhatItHasRead() throws InterruptedException {
    assertThat(Replay.readSoFar(job(() -> answer(Map.of("read", 7L))))).isEqualTo(7);
  }

  @Test
  void aJobThatHasNotCountedYetHasReadNothing() throws InterruptedException {
    assertThat(Replay.readSoFar(job(() -> answer(Map.of())))).isZero();
  }

  @Test
  void aJobThatEndedSinceItWasLastAskedIsNoFailure() throws InterruptedException {
    CompletableFuture<Map<String, Object>> failed =
        CompletableFuture.failedFuture(new IllegalStateException("job is gone"));

    assertThat(Replay.readSoFar(job(() -> failed))).isZero();
  }

  @Test
  void aClusterThatIsGoneWithItsJobIsNoFailure() throws InterruptedException {
    JobClient job =
        job(
            () -> {
              throw new IllegalStateException("cluster is shut down");
            });

    assertThat(Replay.readSoFar(job)).isZero();
  }

  private static CompletableFuture<Map<String, Object>> answer(Map<String, Object> accumulators) {
    return CompletableFuture.completedFuture(accumulators);
  }

  private static JobClient job(Supplier<CompletableFuture<Map<String, Object>>> accumulators) {
    return (JobClient)
        Proxy.newProxyInstance(
            JobClient.class.getClassLoader(),
            new Class<?>[] {JobClient.class},
            (proxy, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("getAccumulators");
              return accumulators.get();
            });
  }
}
