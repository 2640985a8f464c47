package io.holoward.cli.command;

import io.holoward.backtest.replay.RecordedTelemetry;
import io.holoward.backtest.replay.TelemetrySource;
import io.holoward.cli.UserException;
import io.holoward.cli.kafka.RecordSender;
import io.holoward.cli.replay.AvroFeed;
import io.holoward.cli.replay.EventPace;
import io.holoward.cli.replay.Feed;
import io.holoward.cli.replay.PacedSender;
import io.holoward.cli.replay.RawFeed;
import io.holoward.cli.terminal.ProgressLine;
import io.holoward.cli.terminal.Terminal;
import io.holoward.detection.configuration.Configuration;
import io.holoward.scoring.decode.Registries;
import io.holoward.scoring.job.ConfigurationOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code holoward replay}: recorded telemetry into the topics of a live job, at a pace. */
@Command(
    name = "replay",
    description = {
      "Send recorded telemetry to the configured source topics, in event-time order, for load and",
      "demonstration. Records are keyed by host and stamped with their event time: brokers delete",
      "what is older than their retention, unless --shift-to-now moves it."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false)
public final class ReplayCommand implements Callable<Integer> {
  private static final String AVRO = "avro";
  private static final String UNPACED = "max";
  private static final Duration STOP_BOUND = Duration.ofSeconds(20);

  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile PacedSender sender;

  @Mixin private TelemetryOptions telemetry;

  @Option(
      names = "--speed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seconds of event time a second, such as 60; max sends without a pause.")
  private String speed;

  @Option(
      names = "--process-table",
      paramLabel = "FILE",
      description =
          "The processes that patent-connections and patent-alarms refer to by id:"
              + " id|organisation|host|image|command line|user, one a line.")
  private Path processTable;

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      description =
          "Where process events go (with --raw every line), instead of"
              + " sources.process-events.topic.")
  private String topic;

  @Option(
      names = "--shift-to-now",
      description = "Move all times so that the recording ends when its last record is sent.")
  private boolean shiftToNow;

  @Option(
      names = "--raw",
      description = "Send the lines as they are; sources.process-events.format has to be theirs.")
  private boolean raw;

  @Mixin private ConfigurationOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    double factor = parseSpeed(speed);
    telemetry.inputs();
    if (raw && shiftToNow) {
      throw new UserException("--raw sends lines as they are: leave --shift-to-now out");
    }
    Configuration configuration = options.read();
    requireFormat(configuration.sources().processEvents().format());
    requireTopics(configuration);
    WorkDirectory work = WorkDirectory.temporary();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(work), "replay-stop"));
    try (ProgressLine progress = new ProgressLine(Terminal.standardError());
        Feed feed = feed(configuration, work.path(), progress)) {
      send(feed, factor, configuration, progress);
    } finally {
      work.delete();
      ended.countDown();
    }
    return 0;
  }

  /** What the live job could not decode would only fill its dead letters. */
  private void requireFormat(String expected) {
    if (raw && expected.equals(AVRO)) {
      throw new UserException(
          "sources.process-events.format is avro: set it to the format of the lines, or leave --raw out");
    }
    if (!raw && !expected.equals(AVRO)) {
      throw new UserException(
          "sources.process-events.format is %s: add --raw to send lines as they are, or set it to avro"
              .formatted(expected));
    }
  }

  static double parseSpeed(String text) {
    if (text.equals(UNPACED)) {
      return Double.POSITIVE_INFINITY;
    }
    try {
      double factor = Double.parseDouble(text);
      if (factor > 0 && factor < Double.POSITIVE_INFINITY) {
        return factor;
      }
    } catch (NumberFormatException noNumber) {
      // Told below, as a number that is out of range is.
    }
    throw new UserException("--speed " + text + ": expected a number above 0, such as 60, or max");
  }

  private String processEvents(Configuration configuration) {
    return topic == null ? configuration.sources().processEvents().topic() : topic;
  }

  private void requireTopics(Configuration configuration) {
    Set<String> topics = new TreeSet<>(Set.of(processEvents(configuration)));
    if (!raw) {
      topics.add(configuration.sources().alarms().topic());
      topics.add(configuration.sources().flows().topic());
    }
    Brokers.requireTopics(configuration, topics);
  }

  private Feed feed(Configuration configuration, Path directory, ProgressLine progress)
      throws IOException {
    TelemetrySource.Progress reading = (done, total) -> progress.update("reading", done, total);
    RecordedTelemetry recorded =
        new RecordedTelemetry(
            telemetry.inputs(), telemetry.format(), configuration.organisation(), processTable);
    if (raw) {
      return RawFeed.read(recorded.open(), directory, processEvents(configuration), reading);
    }
    return AvroFeed.read(
        recorded,
        directory,
        configuration,
        processEvents(configuration),
        Registries.connection(configuration.registry()).open(),
        reading);
  }

  private void send(Feed feed, double factor, Configuration configuration, ProgressLine progress)
      throws InterruptedException {
    if (feed.size() == 0) {
      throw new UserException(
          "there is no event in the input, only %,d other lines; check --format"
              .formatted(feed.leftOut()));
    }
    EventPace pace = new EventPace(feed.begin(), feed.end(), factor);
    Duration shift = shiftToNow ? pace.shiftToEndAt(Instant.now()) : Duration.ZERO;
    long started = System.nanoTime();
    try (RecordSender records = RecordSender.to(configuration)) {
      sender = new PacedSender(records);
      long sent =
          sender.send(
              feed.records(shift),
              pace.moved(shift),
              done -> progress.update("sending", done, feed.size()));
      progress.close();
      report(feed, sent, (System.nanoTime() - started) / 1e9);
    }
  }

  private void report(Feed feed, long sent, double seconds) {
    String said =
        String.format(
            Locale.ROOT,
            "Sent %,d of %,d records in %.1f s, %,.0f a second.",
            sent,
            feed.size(),
            seconds,
            sent / seconds);
    if (feed.leftOut() > 0) {
      said +=
          String.format(Locale.ROOT, " %,d lines are no event and were left out.", feed.leftOut());
    }
    spec.commandLine().getOut().println(said);
    spec.commandLine().getOut().flush();
  }

  /** Ctrl-C: what was sent is delivered, and nothing stays on the disk. */
  private void stop(WorkDirectory work) {
    if (ended.getCount() == 0) {
      return;
    }
    if (sender != null) {
      sender.stop();
      try {
        ended.await(STOP_BOUND.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    work.delete();
  }
}
