package io.holoward.benchmarks.replay;

import io.holoward.detection.configuration.Configuration;
import io.holoward.telemetry.input.TelemetryReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    BacktestRounds rounds =
        new BacktestRounds(inputs, format, Configuration.of(settings), parallelism, out);
    List<Double> ratios = new ArrayList<>();
    for (int number = cold ? 1 : 0; number <= repetitions; number++) {
      BacktestRounds.Round round = rounds.run(number);
      say(
          "Round %d: reading %,.0f records/s, backtest of %,d records %,.0f/s in %.1f s, ratio %.3f",
          number,
          round.reading(),
          round.records(),
          round.replaying(),
          round.seconds(),
          round.ratio());
      if (number > 0) {
        ratios.add(round.ratio());
      }
      say(round.memory());
    }
    ratios.sort(null);
    say(
        "Median ratio %.3f, from %.3f to %.3f",
        ratios.get(ratios.size() / 2), ratios.get(0), ratios.get(ratios.size() - 1));
    return 0;
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
