package io.holoward.benchmarks.latency;

import io.holoward.benchmarks.pipeline.MeasuredPlatform;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Measures the latency of scored alarms at a load, with settings to compare. */
@CommandLine.Command(
    name = "latency-benchmark",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "Measures how long it takes from an event to its scored alarm, at a given load.")
public final class LatencyBenchmark implements Callable<Integer> {

  @Option(names = "--rate", description = "Events a second.")
  private double rate = 50_000;

  @Option(names = "--warm-up", description = "Seconds that are not counted.")
  private int warmUp = 20;

  @Option(names = "--seconds", description = "Seconds that are counted.")
  private int seconds = 30;

  @Option(names = "--repetitions", description = "Runs with each setting, after one uncounted.")
  private int repetitions = 2;

  @Option(names = "--set", description = "A key of the job's configuration: key=value.")
  private List<String> settings = List.of();

  @Option(
      names = "--flink",
      description =
          "Keys of Flink's configuration, key=value joined by commas; each option is a setting to"
              + " compare, and they take turns.")
  private List<String> flink = List.of("");

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /**
   * {@code java -Xmx3g -XX:+UseParallelGC -Dholoward.home=../jobs/cli/target/dist -cp
   * 'target/holoward-benchmarks-0.1.0.jar:target/lib/*' …LatencyBenchmark}; see {@code --help}.
   */
  public static void main(String[] args) {
    System.exit(new CommandLine(new LatencyBenchmark()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    if (rate < 1 || warmUp < 0 || seconds < 2 || repetitions < 1) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "--rate and --repetitions must be at least 1, --seconds at least 2, --warm-up at least 0");
    }
    measure("not counted", flink.get(0));
    for (int round = 1; round <= repetitions; round++) {
      for (String setting : flink) {
        measure("round %d [%s]".formatted(round, setting), setting);
      }
    }
    return 0;
  }

  private void measure(String what, String setting) throws Exception {
    Path directory = Path.of(System.getProperty("java.io.tmpdir"));
    List<String> all = new ArrayList<>(LatencyPart.SETTINGS);
    all.addAll(settings);
    try (MeasuredPlatform platform =
        MeasuredPlatform.start(directory, all.toArray(String[]::new))) {
      LatencyRun run = new LatencyRun(rate, warmUp, seconds, keys(setting));
      PrintWriter out = spec.commandLine().getOut();
      out.printf("%s: %s%n", what, run.measure(platform, directory).words());
      out.flush();
    }
  }

  private Map<String, String> keys(String setting) {
    Map<String, String> keys = new LinkedHashMap<>();
    for (String key : setting.split(",")) {
      String[] sides = key.split("=", 2);
      if (sides.length == 2) {
        keys.put(sides[0].strip(), sides[1].strip());
      } else if (!key.isBlank()) {
        throw new CommandLine.ParameterException(
            spec.commandLine(), "--flink takes key=value, not " + key);
      }
    }
    return keys;
  }
}
