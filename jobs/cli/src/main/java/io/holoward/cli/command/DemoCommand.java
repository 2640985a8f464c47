package io.holoward.cli.command;

import io.holoward.cli.RunLog;
import io.holoward.cli.UserException;
import io.holoward.cli.demo.Demo;
import io.holoward.cli.demo.DemoScreen;
import io.holoward.cli.demo.Fleet;
import io.holoward.cli.demo.FleetCodec;
import io.holoward.cli.engine.Engine;
import io.holoward.cli.terminal.Terminal;
import io.holoward.detection.configuration.Configuration;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code holoward demo}: the whole system on this machine, with a simulated fleet. */
@Command(
    name = "demo",
    description = {
      "Watch the job learn a simulated fleet and score the attacks in it.",
      "Starts a Kafka broker, a schema registry and Flink on this machine, and removes them again."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
public final class DemoCommand implements Callable<Integer> {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,6})\\s*(s|m|min|h)?");
  private static final Duration SHORTEST = Duration.ofSeconds(20);
  private static final Duration STOP_BOUND = Duration.ofSeconds(20);

  private final Engine engine;
  private final Function<Configuration, FleetCodec> codecs;
  private final CountDownLatch ended = new CountDownLatch(1);

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      defaultValue = "90s",
      description = "How long the fleet sends, for instance 90s or 3m; starting comes on top.")
  private String duration;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Another seed is another fleet with other attacks.")
  private long seed;

  public DemoCommand(Engine engine, Function<Configuration, FleetCodec> codecs) {
    this.engine = engine;
    this.codecs = codecs;
  }

  @Override
  public Integer call() throws InterruptedException {
    Duration length = parseDuration(duration);
    Fleet fleet = SimulatedFleet.of(seed, length, Instant.now());
    WorkDirectory work = WorkDirectory.temporary();
    RunLog.in(work.path());
    try (DemoScreen screen = new DemoScreen(Terminal.standardOutput())) {
      Demo demo = new Demo(engine, codecs, screen);
      Thread interrupted = new Thread(() -> stop(demo, work), "demo-stop");
      Runtime.getRuntime().addShutdownHook(interrupted);
      demo.run(fleet, work.path());
      work.delete();
    } catch (UserException e) {
      work.delete();
      throw e;
    } finally {
      ended.countDown();
    }
    return 0;
  }

  /** Ctrl-C: the demo stops what it has started, and nothing stays on the disk. */
  private void stop(Demo demo, WorkDirectory work) {
    if (ended.getCount() == 0) {
      return;
    }
    demo.stop();
    try {
      ended.await(STOP_BOUND.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    work.delete();
  }

  static Duration parseDuration(String text) {
    Matcher matcher = DURATION.matcher(text.strip());
    if (!matcher.matches()) {
      throw new UserException("--duration " + text + " is no duration; expected 90s, 3m or 1h");
    }
    long number = Long.parseLong(matcher.group(1));
    Duration length =
        switch (matcher.group(2) == null ? "s" : matcher.group(2)) {
          case "s" -> Duration.ofSeconds(number);
          case "h" -> Duration.ofHours(number);
          default -> Duration.ofMinutes(number);
        };
    if (length.compareTo(SHORTEST) < 0) {
      throw new UserException(
          "--duration "
              + text
              + " is too short; the fleet needs at least "
              + SHORTEST.toSeconds()
              + "s to be learned");
    }
    return length;
  }
}
