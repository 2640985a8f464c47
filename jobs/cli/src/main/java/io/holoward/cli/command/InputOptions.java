package io.holoward.cli.command;

import io.holoward.backtest.replay.RecordedTelemetry;
import io.holoward.backtest.replay.TelemetrySource;
import io.holoward.cli.UserException;
import io.holoward.detection.configuration.Configuration;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options that say what is replayed and what is learned from before; the same for each command
 * that replays.
 */
final class InputOptions {

  @Mixin private TelemetryOptions files;

  @Mixin private KafkaInputOptions topics;

  @Option(
      names = "--learn",
      paramLabel = "PATH",
      arity = "1..*",
      description =
          "Learn from these first, in a pass of its own that seals every process with enough"
              + " records at its end.")
  private List<Path> learn;

  @Option(
      names = "--learn-until",
      paramLabel = "TIME",
      description = "Seal what was learned at this event time (ISO-8601; UTC without an offset).")
  private String learnUntil;

  @Option(
      names = "--process-table",
      paramLabel = "FILE",
      description =
          "The processes that patent-connections and patent-alarms refer to by id:"
              + " id|organisation|host|image|command line|user, one a line.")
  private Path processTable;

  /** Whether anything was said of what to score or to learn from. */
  boolean areGiven() {
    return files.areGiven()
        || topics.areGiven()
        || learns()
        || learnUntil != null
        || processTable != null;
  }

  /** Whether anything to learn from before was named. */
  boolean learns() {
    return learn != null;
  }

  /**
   * What to score.
   *
   * @throws UserException if nothing was named, or both files and topics
   */
  TelemetrySource input(Configuration configuration) {
    Optional<TelemetrySource> recorded = topics.source(configuration);
    if (recorded.isPresent() && files.areGiven()) {
      throw new UserException("give --input or --from-kafka, not both");
    }
    if (recorded.isEmpty() && !files.areGiven()) {
      throw new UserException("Missing option: --input PATH or --from-kafka says what to score");
    }
    return recorded.orElseGet(() -> recorded(files.inputs(), configuration));
  }

  /** What to learn from before, if anything. */
  Optional<TelemetrySource> learn(Configuration configuration) {
    return Optional.ofNullable(learn).map(paths -> recorded(paths, configuration));
  }

  private TelemetrySource recorded(List<Path> paths, Configuration configuration) {
    return new RecordedTelemetry(paths, files.format(), configuration.organisation(), processTable);
  }

  /**
   * The keys that {@code --learn-until} sets, {@code key=value} each: from the time on that ends
   * the learning, a process that is not known is news.
   */
  String[] sealing() {
    if (learnUntil == null) {
      return new String[0];
    }
    Instant until = TimeText.parse("--learn-until", learnUntil);
    return new String[] {"promotion.seal-at=" + until, "population.ready-at=" + until};
  }
}
