package io.holoward.benchmarks.scale;

import io.holoward.benchmarks.pipeline.MeasuredPlatform;
import io.holoward.benchmarks.pipeline.Workload;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Measures a job that has learned one number of processes. */
@CommandLine.Command(
    name = "scale-benchmark",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "Measures the events a second of a job that has learned many processes.")
public final class ScaleBenchmark implements Callable<Integer> {

  private static final String TOPIC = "processes";

  @Option(names = "--processes", description = "Of ten instances each.")
  private int processes = 100_000;

  @Option(names = "--windows", description = "Windows of five minutes that are measured.")
  private int windows = 10;

  @Option(names = "--repetitions", description = "Runs from what was learned.")
  private int repetitions = 2;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /**
   * {@code java -Xmx3g -XX:+UseParallelGC -Dholoward.home=../jobs/cli/target/dist -cp
   * 'target/holoward-benchmarks-0.1.0.jar:target/lib/*' …ScaleBenchmark}; see {@code --help}.
   */
  public static void main(String[] args) {
    System.exit(new CommandLine(new ScaleBenchmark()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    if (processes < 1 || windows < 1 || repetitions < 1) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--processes, --windows and --repetitions must be at least 1");
    }
    Path directory = Path.of(System.getProperty("java.io.tmpdir"));
    try (MeasuredPlatform platform = MeasuredPlatform.start(directory)) {
      Sized size = new Sized(processes);
      Workload learning = ManyProcesses.fill(platform, TOPIC, size);
      say("learning from %s", learning.words());
      LearnedState learned =
          LearnedState.of(learning, platform.directory().resolve("state"), Sized.settings());
      Workload measured = platform.fill(TOPIC, size.measured(windows));
      say(
          "learned: %.1f MiB of state; then %s",
          learned.stateBytes() / (1 << 20), measured.words());
      for (int run = 1; run <= repetitions; run++) {
        LearnedState.Continued continued = learned.continueWith(measured.events());
        say(
            "run %d: restored in %.1f s, %.1f k/s, %s",
            run,
            continued.restoreSeconds(),
            continued.thousandEventsPerSecond(),
            checkpoints(continued));
      }
    }
    return 0;
  }

  private static String checkpoints(LearnedState.Continued continued) {
    return continued.checkpointSeconds().isPresent()
        ? "a checkpoint takes %.1f s".formatted(continued.checkpointSeconds().getAsDouble())
        : "all was read before a checkpoint was completed";
  }

  private void say(String pattern, Object... values) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(pattern + "%n", values);
    out.flush();
  }
}
