package io.holoward.benchmarks.pipeline;

import io.holoward.detection.configuration.Configuration;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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

  @Option(names = "--instances", description = "Process instances that live throughout.")
  private int instances = 8_000;

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
    if (events < 1 || instances < 1 || services < 1 || minutes < 1 || repetitions < 1) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "--events, --instances, --services, --minutes and --repetitions must be at least 1");
    }
    // Most of the traffic is scored: discovery ends after a sixth of its time.
    try (MeasuredPlatform platform =
        MeasuredPlatform.start("promotion.min-age=" + 10 * minutes + " s")) {
      fill(platform.configuration());
      Map<String, MeasuredJob> jobs = new LinkedHashMap<>();
      jobs.put(
          "bytes → discard",
          new DiscardingJob(platform.configuration().sources().processEvents().topic()));
      jobs.put("whole job", new WholeJob(true));
      jobs.put(
          "whole job, exactly once", new WholeJob(true, List.of("kafka.delivery=exactly-once")));
      Report report =
          new Rounds(platform.track(events, parallelism), jobs, repetitions)
              .run("events", (round, laps) -> say("Round %d: %s", round, Rounds.rates(laps)));
      say("%n%s", report.markdown());
    }
    return 0;
  }

  private void fill(Configuration configuration) {
    TrafficPlan plan =
        new TrafficPlan(events, instances, services, exponent, Duration.ofMinutes(minutes), seed);
    FleetTraffic traffic = new FleetTraffic(plan, configuration.window().size().toMillis());
    long bytes = SourceTopic.ofProcessEvents(configuration).fill(traffic);
    say(
        "%,d events of %d bytes over %d min; %,d instances, Zipf %.1f; of the events %.2f %% are"
            + " first sightings in a window of %d min, %.2f %% process starts; parallelism %d",
        events,
        bytes / events,
        minutes,
        instances,
        exponent,
        100.0 * traffic.firstSightings() / events,
        configuration.window().size().toMinutes(),
        100.0 * traffic.starts() / events,
        parallelism);
  }

  private void say(String pattern, Object... values) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(pattern + "%n", values);
    out.flush();
  }
}
