package io.holoward.cli.command;

import io.holoward.cli.UserException;
import io.holoward.cli.demo.FleetCodec;
import io.holoward.cli.demo.FleetFeed;
import io.holoward.cli.simulate.FleetRecording;
import io.holoward.cli.simulate.FleetSender;
import io.holoward.cli.simulate.RecordingFormat;
import io.holoward.cli.simulate.SimulationReport;
import io.holoward.cli.terminal.ProgressLine;
import io.holoward.cli.terminal.Terminal;
import io.holoward.detection.configuration.Configuration;
import io.holoward.registry.RegistryUnavailableException;
import io.holoward.scoring.job.ConfigurationOptions;
import io.holoward.telemetry.simulator.FleetSimulator;
import io.holoward.telemetry.simulator.Scenarios;
import io.holoward.telemetry.simulator.SimulatedEvent;
import io.holoward.telemetry.simulator.SimulationPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code holoward simulate}: labelled telemetry of a fleet, as files or into the topics. */
@Command(
    name = "simulate",
    description = {
      "Simulate the telemetry of a fleet with known attacks and harmless updates.",
      "The same options always give the same events. --out writes telemetry/ (a file a day),",
      "labels.csv.gz (the records of attacks and, as update:NAME, of updates; those that are not",
      "listed are background) and attacks.json (what was put in)."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false)
public final class SimulateCommand implements Callable<Integer> {
  private static final double MILLIS_OF_DAY = Duration.ofDays(1).toMillis();
  private static final double MOST_DAYS = 3_650;
  private static final int PROGRESS_EVERY = 10_000;
  private static final String NO_SCENARIOS = "none";

  private final Function<Configuration, FleetCodec> codecs;

  @Option(
      names = "--hosts",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Size of the fleet, 10 to 100000.")
  private int hosts;

  @Option(
      names = "--linux",
      paramLabel = "PERCENT",
      defaultValue = "12.5",
      description = "Share of Linux servers; the others are Windows servers and workstations.")
  private double linux;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "4",
      description = "How much time passes; 0.5 is half a day.")
  private double days;

  @Option(
      names = "--start",
      paramLabel = "TIME",
      defaultValue = "2026-01-05",
      description = "When it begins (ISO-8601; UTC without an offset).")
  private String start;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Another seed is another fleet.")
  private long seed;

  @Option(
      names = "--attacks",
      paramLabel = "FILE",
      description =
          "Attacks and updates (YAML), or none. Without it the built-in ones; --print-attacks"
              + " prints their file.")
  private Path attacks;

  @Option(
      names = "--attacks-after",
      paramLabel = "DAYS",
      description =
          "How long there is only everyday life (but for poisoning). Without it three quarters of"
              + " the time.")
  private Double attacksAfter;

  @Option(
      names = "--flows",
      description = "Servers and a quarter of the workstations report flows too.")
  private boolean flows;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Write files there; created when absent, never overwritten.")
  private Path out;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      defaultValue = "avro",
      description =
          "Format of the files: avro, which is written faster and a third smaller, or sysmon (JSON"
              + " lines). A backtest reads both alike. Flows are Avro.")
  private RecordingFormat format;

  @Option(
      names = "--to-kafka",
      description = "Send to the configured source topics, keyed by host, instead.")
  private boolean toKafka;

  @Option(
      names = "--speed",
      paramLabel = "N",
      description =
          "With --to-kafka: simulated seconds a second. Without it as fast as the brokers take it.")
  private Double speed;

  @Option(names = "--list-attacks", description = "Show the attacks and updates as a table, only.")
  private boolean listAttacks;

  @Option(names = "--print-attacks", description = "Print the file of the built-in ones, only.")
  private boolean printAttacks;

  @Mixin private ConfigurationOptions options;
  @Spec private CommandSpec spec;

  /**
   * @param codecs opens the codec of the topics of a configuration
   */
  public SimulateCommand(Function<Configuration, FleetCodec> codecs) {
    this.codecs = codecs;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter console = spec.commandLine().getOut();
    if (printAttacks) {
      console.print(Scenarios.builtInText());
    } else if (listAttacks) {
      SimulationReport.scenarios(scenarios(), console);
    } else if (toKafka == (out != null)) {
      throw new UserException("give either --out DIR or --to-kafka: where the telemetry goes");
    } else if (speed != null && (!toKafka || !(speed > 0))) {
      throw new UserException("--speed needs --to-kafka, and a number above 0");
    } else {
      SimulationPlan plan = plan();
      FleetSimulator simulator = simulator(plan);
      if (toKafka) {
        send(plan, simulator, console);
      } else {
        record(plan, simulator, console);
      }
    }
    console.flush();
    return 0;
  }

  private Scenarios scenarios() {
    if (attacks == null) {
      return Scenarios.builtIn();
    }
    return attacks.toString().equals(NO_SCENARIOS) ? Scenarios.NONE : Scenarios.read(attacks);
  }

  private SimulationPlan plan() {
    Duration duration = ofDays("--days", days);
    Duration quiet =
        attacksAfter == null
            ? duration.multipliedBy(3).dividedBy(4)
            : ofDays("--attacks-after", attacksAfter);
    Instant from = TimeText.parse("--start", start);
    try {
      return new SimulationPlan(
          seed, hosts, linux / 100, from, duration, from.plus(quiet), flows, scenarios());
    } catch (IllegalArgumentException e) {
      throw new UserException(e.getMessage(), e);
    }
  }

  private static FleetSimulator simulator(SimulationPlan plan) {
    try {
      return new FleetSimulator(plan);
    } catch (IllegalArgumentException e) {
      throw new UserException(e.getMessage(), e);
    }
  }

  private static Duration ofDays(String option, double days) {
    if (!(days > 0 && days <= MOST_DAYS)) {
      throw new UserException(
          "%s has to be a number of days above 0 and up to %.0f".formatted(option, MOST_DAYS));
    }
    return Duration.ofMillis((long) (days * MILLIS_OF_DAY));
  }

  private void record(SimulationPlan plan, FleetSimulator simulator, PrintWriter console)
      throws IOException {
    Path directory = WorkDirectory.at(out).path();
    try (Stream<Path> there = Files.list(directory)) {
      if (there.findAny().isPresent()) {
        throw new UserException(
            directory + " is not empty; name another directory, or remove what is in it");
      }
    }
    long started = System.nanoTime();
    try (FleetRecording recording = new FleetRecording(directory, format);
        SimulationProgress progress = new SimulationProgress(plan)) {
      while (simulator.hasNext()) {
        SimulatedEvent simulated = simulator.next();
        recording.add(simulated);
        progress.event(simulated.event().eventTime());
      }
      recording.close();
      progress.close();
      SimulationReport.recorded(
          recording, directory, plan, (System.nanoTime() - started) / 1e9, console);
    }
    SimulationReport.injected(simulator, directory, console);
  }

  private void send(SimulationPlan plan, FleetSimulator simulator, PrintWriter console)
      throws InterruptedException {
    Configuration configuration = options.read();
    requireAvro("process-events", configuration.sources().processEvents().format());
    if (flows) {
      requireAvro("flows", configuration.sources().flows().format());
    }
    try (FleetCodec codec = codecs.apply(configuration);
        FleetFeed feed = FleetFeed.to(configuration, codec, SimulatedFleet.events(simulator));
        SimulationProgress progress = new SimulationProgress(plan)) {
      new FleetSender(feed, plan, speed == null ? 0 : speed)
          .send(time -> progress.reached(time.toEpochMilli(), feed.sent()));
      progress.close();
      console.printf("Sent %,d events to %s.%n", feed.sent(), brokers(configuration));
    } catch (KafkaException | RegistryUnavailableException e) {
      throw new UserException(
          "Nothing can be sent to %s: %s".formatted(brokers(configuration), e.getMessage()), e);
    }
    SimulationReport.injected(simulator, console);
  }

  private static String brokers(Configuration configuration) {
    return configuration.kafka().bootstrapServers();
  }

  private static void requireAvro(String source, String format) {
    if (!format.equals("avro")) {
      throw new UserException(
          "the topic of sources.%s has the format %s; the simulator sends avro"
              .formatted(source, format));
    }
  }

  /** How far the simulation is: its events, and its share of the simulated time. */
  private static final class SimulationProgress implements AutoCloseable {
    private final ProgressLine line = new ProgressLine(Terminal.standardError());
    private final SimulationPlan plan;
    private long events;

    private SimulationProgress(SimulationPlan plan) {
      this.plan = plan;
    }

    private void event(long time) {
      events++;
      if (events % PROGRESS_EVERY == 0) {
        reached(time, events);
      }
    }

    private void reached(long time, long done) {
      double passed = time - plan.start().toEpochMilli();
      double share = Math.min(1, passed / plan.duration().toMillis());
      line.update("simulating", done, share > 0 ? (long) (done / share) : -1);
    }

    @Override
    public void close() {
      line.close();
    }
  }
}
