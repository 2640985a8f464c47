package io.holoward.benchmarks.replay;

import io.holoward.backtest.Backtest;
import io.holoward.backtest.BacktestPlan;
import io.holoward.backtest.BacktestProgress;
import io.holoward.backtest.BacktestSummary;
import io.holoward.backtest.replay.RecordedTelemetry;
import io.holoward.detection.configuration.Configuration;
import io.holoward.telemetry.format.ReadContext;
import io.holoward.telemetry.input.TelemetryReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads files and replays them, in turn.
 *
 * @param format of the files
 * @param parallelism of the replay
 * @param results the directory for what the backtests write
 */
record BacktestRounds(
    List<Path> inputs, String format, Configuration configuration, int parallelism, Path results) {

  /**
   * One of each.
   *
   * @param records replayed
   * @param reading records a second of reading and parsing alone
   * @param replaying records a second of the backtest
   * @param seconds the backtest took
   * @param memory of this process while it replayed
   */
  record Round(long records, double reading, double replaying, double seconds, MemoryTrack memory) {

    /** The backtest's share of the rate of reading. */
    double ratio() {
      return replaying / reading;
    }
  }

  Round run(int number) throws Exception {
    double reading = readingRate();
    MemoryTrack memory = new MemoryTrack();
    BacktestSummary summary = backtest(memory, results.resolve("round-" + number));
    return new Round(
        summary.read(),
        reading,
        summary.read() / summary.durationSeconds(),
        summary.durationSeconds(),
        memory);
  }

  private double readingRate() throws IOException {
    long started = System.nanoTime();
    long records = 0;
    try (TelemetryReader reader =
        TelemetryReader.open(inputs, format, ReadContext.of(configuration.organisation()))) {
      while (reader.hasNext()) {
        reader.next();
        records++;
      }
    }
    return records * 1e9 / (System.nanoTime() - started);
  }

  private BacktestSummary backtest(MemoryTrack memory, Path directory) throws Exception {
    BacktestPlan plan =
        new BacktestPlan(
            Optional.empty(),
            new RecordedTelemetry(inputs, format, configuration.organisation(), null),
            configuration,
            parallelism,
            directory,
            List.of());
    return Backtest.run(
        plan,
        (step, done, total) -> {
          if (step.equals(BacktestProgress.SCORING)) {
            memory.at(done);
          }
        });
  }
}
