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
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/**
 * Measures a backtest beside the plain reading of the same files, in one run and alternating, and
 * whether its memory grows with the number of records.
 */
@CommandLine.Command(
    name = "backtest-benchmark",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "Measures the records a second of a backtest, and of reading its files only.")
public final class BacktestBenchmark implements Callable<Integer> {

  @Option(names = "--input", arity = "1..*", required = true, description = "Files to replay.")
  private List<Path> inputs;

  @Option(names = "--format", description = "Their format.")
  private String format = TelemetryReader.AUTO;

  @Option(names = "--out", required = true, description = "A directory for the results.")
  private Path out;

  @Option(names = "--parallelism", description = "Of the replay.")
  private int parallelism = 2;

  @Option(names = "--repetitions", description = "Counted rounds, after one uncounted.")
  private int repetitions = 5;

  @Option(names = "--cold", description = "Counts the first round as well.")
  private boolean cold;

  @Option(names = "--set", description = "Settings of the job, key=value.")
  private String[] settings = {};

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /** See {@code --help}. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new BacktestBenchmark()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    Configuration configuration = Configuration.of(settings);
    List<Double> ratios = new ArrayList<>();
    for (int round = cold ? 1 : 0; round <= repetitions; round++) {
      double plain = readingRate(configuration);
      MemoryTrack memory = new MemoryTrack();
      BacktestSummary summary = backtest(configuration, memory, out.resolve("round-" + round));
      double whole = summary.read() / summary.durationSeconds();
      say(
          "Round %d: reading %,.0f records/s, backtest of %,d records %,.0f/s in %.1f s, ratio %.3f",
          round, plain, summary.read(), whole, summary.durationSeconds(), whole / plain);
      if (round > 0) {
        ratios.add(whole / plain);
      }
      say(memory);
    }
    ratios.sort(null);
    say(
        "Median ratio %.3f, from %.3f to %.3f",
        ratios.get(ratios.size() / 2), ratios.get(0), ratios.get(ratios.size() - 1));
    return 0;
  }

  private double readingRate(Configuration configuration) throws IOException {
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

  private BacktestSummary backtest(Configuration configuration, MemoryTrack memory, Path results)
      throws Exception {
    BacktestPlan plan =
        new BacktestPlan(
            Optional.empty(),
            new RecordedTelemetry(inputs, format, configuration.organisation(), null),
            configuration,
            parallelism,
            results,
            List.of());
    return Backtest.run(
        plan,
        (step, done, total) -> {
          if (step.equals(BacktestProgress.SCORING)) {
            memory.at(done);
          }
        });
  }

  private void say(MemoryTrack memory) {
    List<MemoryTrack.Sample> samples = memory.samples();
    int step = Math.max(1, samples.size() / 10);
    for (int i = step - 1; i < samples.size(); i += step) {
      MemoryTrack.Sample sample = samples.get(i);
      say(
          "  %,12d records: heap after collection %,6.0f MiB, resident %,6.0f MiB",
          sample.records(), sample.heapMib(), sample.residentMib());
    }
    say("  resident set over the second half: %+.2f MiB a million records", memory.residentSlope());
  }

  private void say(String pattern, Object... values) {
    PrintWriter writer = spec.commandLine().getOut();
    writer.printf(pattern + "%n", values);
    writer.flush();
  }
}
