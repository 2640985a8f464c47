package io.holoward.cli.command;

import io.holoward.cli.UserException;
import io.holoward.cli.canary.Canary;
import io.holoward.cli.canary.CanaryPulse;
import io.holoward.cli.canary.CanaryScript;
import io.holoward.cli.canary.CanaryTopics;
import io.holoward.cli.canary.KafkaCanaryTopics;
import io.holoward.cli.canary.MetricsPage;
import io.holoward.detection.catalogue.Catalogue;
import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.configuration.ConfigurationException;
import io.holoward.scoring.job.ConfigurationOptions;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code holoward canary}: a known-bad record now and then, and whether its alarm comes. */
@Command(
    name = "canary",
    description = {
      "Send a known-bad record per interval through the job, and watch for its alarm.",
      "Its process is one of the organisation holoward-canary (with sysmon: of the configured one)"
          + " and is taught first. Metrics for Prometheus are at http://LISTEN/metrics."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
public final class CanaryCommand implements Callable<Integer> {

  /**
   * Of n records alike and one that differs the latter has z = (n - 1) / √n, about 8: abnormal by
   * any sensible threshold.
   */
  private static final int LESSON_RECORDS = 64;

  private static final int NOT_FOUND = 1;

  @Mixin private ConfigurationOptions options;
  @Spec private CommandSpec spec;

  @Option(
      names = "--interval",
      paramLabel = "DURATION",
      defaultValue = "PT1M",
      description = "Time between beats, ISO-8601 such as PT1M.")
  private Duration interval;

  @Option(
      names = "--deadline",
      paramLabel = "DURATION",
      defaultValue = "PT50S",
      description =
          "How long an alarm may take. With exactly-once sinks it comes with a checkpoint.")
  private Duration deadline;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:9280",
      description = "Where the metrics are served; not with --once.")
  private String listen;

  @Option(
      names = "--once",
      description = "Send one beat only: exit code 0 when its alarm came in time, 1 when not.")
  private boolean once;

  @Override
  public Integer call() throws InterruptedException {
    if (!options.hasFile()) {
      throw new UserException("canary needs --config FILE: it names the brokers and the registry");
    }
    if (deadline.isNegative() || deadline.isZero() || (!once && interval.compareTo(deadline) < 0)) {
      throw new UserException("--deadline has to be above 0, and --interval not below it");
    }
    Configuration configuration = options.read();
    CanaryScript script =
        new CanaryScript(KafkaCanaryTopics.organisation(configuration), System.nanoTime());
    requireModelled(configuration, script);
    Brokers.requireTopics(
        configuration,
        Set.of(
            configuration.sources().processEvents().topic(),
            configuration.sources().control().topic(),
            configuration.sinks().scoredAlarms().topic()));
    CanaryPulse pulse = new CanaryPulse(Instant.now());
    try (CanaryTopics topics = new KafkaCanaryTopics(configuration, script.process().processId())) {
      Canary canary = canary(configuration, script, topics, pulse);
      return once ? beatOnce(canary, configuration) : beatOn(canary, pulse, configuration);
    }
  }

  private static void requireModelled(Configuration configuration, CanaryScript script) {
    Catalogue catalogue = new Catalogue(configuration.catalogue().models());
    if (!catalogue.models(script.process())) {
      throw new ConfigurationException(
          "catalogue.models does not cover the canary's process: add \"holoward-canary.exe\"");
    }
  }

  private static Canary canary(
      Configuration configuration, CanaryScript script, CanaryTopics topics, CanaryPulse pulse) {
    return new Canary(
        script,
        topics,
        pulse,
        Clock.systemUTC(),
        Math.max(LESSON_RECORDS, configuration.promotion().floor()),
        learningTime(configuration));
  }

  /** Two windows and what they wait for; then a lesson is sealed by the next beat. */
  private static Duration learningTime(Configuration configuration) {
    return configuration
        .window()
        .size()
        .multipliedBy(2)
        .plus(configuration.time().allowedLateness())
        .plus(configuration.time().maxOutOfOrderness())
        .plus(configuration.time().idleness());
  }

  private int beatOnce(Canary canary, Configuration configuration) {
    Canary.Outcome outcome = canary.beat(deadline);
    tell(outcome, configuration);
    return outcome.found() ? 0 : NOT_FOUND;
  }

  private int beatOn(Canary canary, CanaryPulse pulse, Configuration configuration)
      throws InterruptedException {
    try (MetricsPage page = MetricsPage.serve(address(), pulse::text)) {
      while (true) {
        Instant next = Instant.now().plus(interval);
        tell(canary.beat(deadline), configuration);
        Thread.sleep(Math.max(0, Duration.between(Instant.now(), next).toMillis()));
      }
    }
  }

  private InetSocketAddress address() {
    int colon = listen.lastIndexOf(':');
    try {
      return new InetSocketAddress(
          listen.substring(0, Math.max(0, colon)), Integer.parseInt(listen.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      throw new UserException("--listen has to be HOST:PORT, such as 127.0.0.1:9280", e);
    }
  }

  private void tell(Canary.Outcome outcome, Configuration configuration) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + text(outcome, configuration));
    out.flush();
  }

  private String text(Canary.Outcome outcome, Configuration configuration) {
    if (outcome.found()) {
      return "found after %d ms, score %.1f"
          .formatted(outcome.roundTrip().toMillis(), outcome.finding().score());
    }
    if (outcome.problem() != null) {
      return "missed: " + outcome.problem();
    }
    String what =
        outcome.finding() == null
            ? "missed: no alarm within " + deadline.toSeconds() + " s"
            : "missed: the alarm came as " + outcome.finding().verdict();
    return outcome.taught()
        ? what
            + "; the process was taught now, in case the job does not know it: it is protected in"
            + " about "
            + Math.max(1, learningTime(configuration).toMinutes())
            + " min"
        : what;
  }
}
