package io.holoward.benchmarks.pipeline;

import io.holoward.detection.configuration.Configuration;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/**
 * Measures the path of flows beside a job that reads the same bytes and forgets them, and the same
 * path without its sink of annotated flows, in one run and alternating.
 */
@CommandLine.Command(
    name = "flow-benchmark",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "Measures the flows a second of the whole job, and of reading bytes only.")
public final class FlowBenchmark implements Callable<Integer> {

  @Option(names = "--flows", description = "Flows in the topic.")
  private long flows = 5_000_000;

  @Option(names = "--hosts", description = "Hosts that report them.")
  private int hosts = 2_000;

  @Option(names = "--services", description = "Services each of them uses.")
  private int services = 20;

  @Option(names = "--zipf", description = "Exponent of the distributions of both; 0 is uniform.")
  private double exponent = 1;

  @Option(names = "--cold", description = "Share of flows whose group is seen only once.")
  private double cold;

  @Option(names = "--mismatched", description = "Share of flows with SSH on the port of TLS.")
  private double mismatched = 0.001;

  @Option(names = "--slow", description = "Share of flows that take ten times as long.")
  private double slow = 0.0005;

  @Option(names = "--minutes", description = "Event time that the flows span.")
  private int minutes = 60;

  @Option(names = "--parallelism", description = "Of the jobs.")
  private int parallelism = 2;

  @Option(names = "--repetitions", description = "Counted runs of each job, after one uncounted.")
  private int repetitions = 2;

  @Option(names = "--seed", description = "Of the flows.")
  private long seed = 20_261_122;

  @Option(names = "--set", description = "Settings of the job, key=value.")
  private String[] settings = {};

  @Option(
      names = "--compare",
      description = "Also runs the limit of keyed jobs, and a job with one RocksDB access a flow.")
  private boolean compare;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /** As {@link PipelineBenchmark#main}; see {@code --help}. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new FlowBenchmark()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    if (flows < 1 || hosts < 1 || services < 1 || minutes < 1 || repetitions < 1) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "--flows, --hosts, --services, --minutes and --repetitions must be at least 1");
    }
    try (MeasuredPlatform platform =
        MeasuredPlatform.start(Path.of(System.getProperty("java.io.tmpdir")), settings)) {
      FlowPlan plan =
          new FlowPlan(
              flows,
              hosts,
              services,
              exponent,
              cold,
              mismatched,
              slow,
              Duration.ofMinutes(minutes),
              seed);
      Workload workload = platform.fill("measured-flows", plan);
      say("%s; Zipf %.1f; parallelism %d", workload.words(), exponent, parallelism);
      Rounds rounds = Rounds.of(workload.track(parallelism), jobs(workload.configuration()));
      rounds.once(0, new Printed(this::say));
      say("%n%s", Report.markdown("flows", rounds.run(repetitions, new Printed(this::say))));
    }
    return 0;
  }

  private Map<String, MeasuredJob> jobs(Configuration configuration) {
    Map<String, MeasuredJob> jobs = FlowPart.jobs(configuration);
    if (!compare) {
      jobs.keySet().removeAll(List.of(FlowPart.COPY, FlowPart.NAIVE));
    }
    return jobs;
  }

  private void say(String line) {
    say("%s", line);
  }

  private void say(String pattern, Object... values) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(pattern + "%n", values);
    out.flush();
  }
}
