package io.holoward.benchmarks.pipeline;

import io.holoward.detection.configuration.Configuration;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/**
 * Measures the whole job beside a job that reads the same bytes and forgets them, in one run and
 * alternating, against a broker and a registry that are processes of their own on this machine.
 */
@CommandLine.Command(
    name = "pipeline-benchmark",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "Measures the events a second of the whole job, and of reading bytes only.")
public final class PipelineBenchmark implements Callable<Integer> {

  @Option(names = "--events", description = "Events in the topic.")
  private long events = 6_000_000;

  @Option(
      names = "--instances",
      description =
          "Process instances that live throughout; 0: every event is a new one's only one.")
  private int instances = 8_000;

  @Option(
      names = "--kind",
      description =
          "One of the kinds of traffic that the whole benchmark has, instead of --instances,"
              + " --services, --zipf, --minutes and --seed: fleet, lively, all-new.")
  private String kind;

  @Option(names = "--services", description = "Services each of them may talk to.")
  private int services = 20;

  @Option(names = "--zipf", description = "Exponent of the distributions of both; 0 is uniform.")
  private double exponent = 1;

  @Option(
      names = "--minutes",
      description = "Event time that the events span; the shorter, the more are repetitions.")
  private int minutes = 15;

  @Option(names = "--parallelism", description = "Of the jobs.")
  private int parallelism = 2;

  @Option(names = "--repetitions", description = "Counted runs of each job, after one uncounted.")
  private int repetitions = 3;

  @Option(names = "--seed", description = "Of the events.")
  private long seed = 20_261_122;

  @Option(
      names = "--compare",
      description = "Also runs the limit of keyed jobs, and the naive versions of the job.")
  private boolean compare;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /**
   * {@code java -Xmx3g -Dholoward.home=../jobs/cli/target/dist -cp
   * 'target/holoward-benchmarks-0.1.0.jar:target/lib/*' …PipelineBenchmark}; see {@code --help}.
   */
  public static void main(String[] args) {
    System.exit(new CommandLine(new PipelineBenchmark()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    if (events < 1 || instances < 0 || services < 1 || minutes < 1 || repetitions < 1) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "--events, --services, --minutes and --repetitions must be at least 1, --instances at least 0");
    }
    try (MeasuredPlatform platform =
        MeasuredPlatform.start(Path.of(System.getProperty("java.io.tmpdir")))) {
      TrafficPlan plan = plan();
      Workload workload = platform.fill("events", plan);
      say(
          "%s; %,d min, %,d instances, Zipf %.1f; parallelism %d",
          workload.words(),
          plan.span().toMinutes(),
          plan.instances(),
          plan.exponent(),
          parallelism);
      Rounds rounds = Rounds.of(workload.track(parallelism), jobs(workload.configuration(), plan));
      rounds.once(0, new Printed(this::say));
      say("%n%s", Report.markdown("events", rounds.run(repetitions, new Printed(this::say))));
    }
    return 0;
  }

  private TrafficPlan plan() {
    if (kind == null) {
      return TrafficPlan.of(events, instances, Duration.ofMinutes(minutes))
          .drawn(services, exponent, seed);
    }
    return Stream.of(TrafficKind.values())
        .filter(one -> one.option().equals(kind))
        .findFirst()
        .orElseThrow(
            () ->
                new CommandLine.ParameterException(
                    spec.commandLine(), "--kind is fleet, lively or all-new, not " + kind))
        .plan(events);
  }

  private Map<String, MeasuredJob> jobs(Configuration configuration, TrafficPlan plan) {
    Map<String, MeasuredJob> jobs = PipelinePart.jobs(configuration, plan);
    if (!compare) {
      jobs.keySet()
          .removeAll(List.of(PipelinePart.COPY, PipelinePart.NAIVE, PipelinePart.NAIVE_WHOLE));
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
