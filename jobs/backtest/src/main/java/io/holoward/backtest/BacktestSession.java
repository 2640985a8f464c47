package io.holoward.backtest;

import io.holoward.backtest.evaluation.AssessmentFiles;
import io.holoward.backtest.evaluation.Evaluator;
import io.holoward.backtest.evaluation.Labelling;
import io.holoward.backtest.replay.Recording;
import io.holoward.backtest.replay.Replay;
import io.holoward.backtest.replay.ReplayOutput;
import io.holoward.backtest.replay.ReplayTopics;
import io.holoward.backtest.replay.TelemetrySource;
import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.configuration.NoveltySettings;
import io.holoward.detection.lifecycle.Phase;
import io.holoward.detection.observation.TelemetryEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Recordings that are read once, when first needed, and replayed as often as asked, each time by
 * rules of its own. Rules that change how records are read ({@code organisation} and {@code
 * time.max-ahead}) are those of the plan, always. For one thread.
 */
public final class BacktestSession implements AutoCloseable {

  /**
   * Nothing is promoted and nothing reported before the end of a learning pass, and it knows all of
   * its input when it says what is new.
   */
  private static final List<String> LEARNING_RULES =
      List.of(
          "novelty.leave-one-out=true",
          "promotion.seal-at-end=true",
          "promotion.min-age=3650 d",
          "states.expiry=3650 d",
          "population.ready-at=9999-01-01T00:00:00Z");

  private final BacktestPlan plan;
  private final BacktestProgress progress;
  private final WorkFiles work;
  private Recording learning;
  private Path learningRecords;
  private Recording input;

  private BacktestSession(BacktestPlan plan, BacktestProgress progress, WorkFiles work) {
    this.plan = plan;
    this.progress = progress;
    this.work = work;
  }

  /**
   * Begins; nothing is read yet.
   *
   * @param plan what to read and how; results go where {@link #score} is told to put them
   */
  public static BacktestSession open(BacktestPlan plan, BacktestProgress progress)
      throws IOException {
    return new BacktestSession(plan, progress, WorkFiles.within(plan.out()));
  }

  /**
   * What a learning pass left.
   *
   * @param pass the pass
   * @param states the intended states it sealed, as {@link ResultFiles#INTENDED_STATES}
   * @param history the services it saw, as {@link ResultFiles#ADDRESS_HISTORY}
   * @param populations the populations it sealed, as {@link ResultFiles#POPULATIONS}
   * @param progress how discovery came on, as {@link ResultFiles#PROGRESS}
   * @param seconds it took, with reading the recording if it had to be read
   * @param reused whether an earlier run began with it too, which then took the time
   */
  public record Learned(
      Pass pass,
      Path states,
      Path history,
      Path populations,
      Path progress,
      double seconds,
      boolean reused) {

    /** The same for a further run. */
    public Learned again() {
      return new Learned(pass, states, history, populations, progress, seconds, true);
    }
  }

  /**
   * Learns from what the plan names for it.
   *
   * @throws IllegalStateException if it names nothing, or after {@link #forgetLearning}
   */
  public Learned learn(Configuration configuration) throws Exception {
    long started = System.nanoTime();
    if (learning == null) {
      learningRecords = work.fresh("learning");
      learning =
          read(
              BacktestProgress.LEARNING,
              plan.learn().orElseThrow(),
              learningRecords,
              event -> plan.labelling().learns(event));
    }
    if (learningRecords == null) {
      throw new IllegalStateException("what was learned from is gone");
    }
    Pass pass =
        pass(
            BacktestProgress.LEARNING,
            learning,
            configuration.with(LEARNING_RULES),
            Optional.empty());
    Path kept = work.fresh("learned");
    Path states = kept.resolve(ResultFiles.INTENDED_STATES);
    Path history = kept.resolve(ResultFiles.ADDRESS_HISTORY);
    Path told = kept.resolve(ResultFiles.PROGRESS);
    ResultFiles.intendedStates(pass.output(), states);
    ResultFiles.addressHistories(pass.output(), history);
    Path populations = kept.resolve(ResultFiles.POPULATIONS);
    ResultFiles.populations(pass.output(), populations);
    ResultFiles.lines(pass.output().progress(), told);
    WorkFiles.delete(pass.output().directory());
    return new Learned(pass, states, history, populations, told, secondsSince(started), false);
  }

  /** Frees the disk that what was learned from takes: nothing more will be learned from it. */
  public void forgetLearning() throws IOException {
    if (learningRecords != null) {
      WorkFiles.delete(learningRecords);
      learningRecords = null;
    }
  }

  /**
   * Scores the input.
   *
   * @param learned what the processes start with; empty for one pass by the configured rules alone
   * @param out the directory for the results; made if absent
   * @return the summary that was also written to {@code summary.json}
   */
  public BacktestSummary score(Configuration configuration, Optional<Learned> learned, Path out)
      throws Exception {
    Instant startedAt = Instant.now();
    long started = System.nanoTime();
    Files.createDirectories(out);
    Configuration rules =
        plan.labelling().assess()
            ? configuration.with(List.of("evaluation.assess=true"))
            : configuration;
    if (learned.isPresent()) {
      Path states = out.resolve(ResultFiles.INTENDED_STATES);
      LearnedStates.write(learned.get().states(), rules.scoringRules(), states);
      Path history = out.resolve(ResultFiles.ADDRESS_HISTORY);
      Files.copy(learned.get().history(), history, StandardCopyOption.REPLACE_EXISTING);
      Path populations = out.resolve(ResultFiles.POPULATIONS);
      LearnedStates.writePopulations(
          learned.get().populations(), rules.scoringRules(), populations);
      rules =
          rules.with(
              List.of(
                  "states.seed=" + states.toAbsolutePath(),
                  "novelty.seed=" + history.toAbsolutePath(),
                  "population.seed=" + populations.toAbsolutePath()));
    }
    if (input == null) {
      input = read(BacktestProgress.SCORING, plan.input(), work.fresh("scoring"), event -> true);
    }
    EarlierResults.remove(out);
    Pass scored = pass(BacktestProgress.SCORING, input, rules, plan.topics());
    ResultFiles.Alarms alarms = write(scored, learned, out);
    Optional<Learned> now = learned.filter(lesson -> !lesson.reused());
    double seconds = secondsSince(started) + now.map(Learned::seconds).orElse(0.0);
    double read = scored.read() + now.map(lesson -> lesson.pass().read()).orElse(0L);
    BacktestSummary summary =
        BacktestSummary.of(
            scored,
            alarms,
            seconds,
            read / seconds,
            learned.map(lesson -> LearningSummary.of(lesson, scored)).orElse(null));
    summary.write(out.resolve(ResultFiles.SUMMARY));
    Files.writeString(out.resolve(ResultFiles.CONFIGURATION), configuration.render());
    RunRecord.of(plan, scored.recording(), startedAt, seconds).write(out.resolve(ResultFiles.RUN));
    return summary;
  }

  private ResultFiles.Alarms write(Pass scored, Optional<Learned> learned, Path out)
      throws IOException {
    ReplayOutput output = scored.output();
    ResultFiles.Alarms alarms =
        ResultFiles.scoredAlarms(output, out.resolve(ResultFiles.SCORED_ALARMS));
    ResultFiles.lines(output.annotatedFlows(), out.resolve(ResultFiles.ANNOTATED_FLOWS));
    ResultFiles.lines(output.responses(), out.resolve(ResultFiles.RESPONSES));
    ResultFiles.lines(output.portExceptions(), out.resolve(ResultFiles.PORT_EXCEPTIONS));
    ResultFiles.lines(output.deadLetters(), out.resolve(ResultFiles.DEAD_LETTERS));
    if (output.configuration().evaluation().assess()) {
      assess(scored, out);
    }
    if (learned.isPresent()) {
      Files.copy(
          learned.get().progress(),
          out.resolve(ResultFiles.PROGRESS),
          StandardCopyOption.REPLACE_EXISTING);
    } else {
      ResultFiles.lines(output.progress(), out.resolve(ResultFiles.PROGRESS));
      ResultFiles.intendedStates(output, out.resolve(ResultFiles.INTENDED_STATES));
      ResultFiles.populations(output, out.resolve(ResultFiles.POPULATIONS));
      ResultFiles.addressHistories(output, out.resolve(ResultFiles.ADDRESS_HISTORY));
    }
    WorkFiles.delete(output.directory());
    return alarms;
  }

  private void assess(Pass scored, Path out) throws IOException {
    Labelling labelling = plan.labelling();
    Configuration rules = scored.output().configuration();
    Optional<Evaluator> evaluator =
        labelling
            .labels()
            .map(
                labels ->
                    new Evaluator(labelling, rules.scoringRules().range(), rules.alarm().raise()));
    try (ReplayOutput.Assessments connections = scored.output().assessments()) {
      AssessmentFiles.assessments(
          connections, labelling, evaluator, out.resolve(AssessmentFiles.ASSESSMENTS));
    }
    if (evaluator.isPresent()) {
      AssessmentFiles.evaluation(
          evaluator.get(),
          out.resolve(ResultFiles.SCORED_ALARMS),
          scored.recording().coverage(),
          out.resolve(AssessmentFiles.EVALUATION));
    }
  }

  private Recording read(
      String name, TelemetrySource telemetry, Path directory, Predicate<TelemetryEvent> wanted)
      throws IOException {
    return Recording.prepare(
        telemetry,
        directory,
        plan.parallelism(),
        plan.configuration().time().maxAhead(),
        wanted,
        (read, total) -> progress.report(name + ": reading", read, total));
  }

  private Pass pass(
      String name, Recording recording, Configuration configuration, Optional<ReplayTopics> topics)
      throws Exception {
    Path results = work.fresh("results");
    Configuration rules = inTimeOf(recording, configuration);
    Map<String, Long> counts = Replay.run(name, recording, rules, results, topics, progress);
    ReplayOutput output = new ReplayOutput(results, rules);
    return new Pass(recording, counts, ResultFiles.phases(output), output);
  }

  private static double secondsSince(long started) {
    return (System.nanoTime() - started) / 1e9;
  }

  /**
   * The live job counts {@code population.ready-after} and {@code novelty.warm-up} from its start;
   * a recording starts with itself.
   */
  private static Configuration inTimeOf(Recording recording, Configuration configuration) {
    if (recording.earliest() > recording.latest()) {
      return configuration;
    }
    List<String> times = new ArrayList<>();
    Instant start = Instant.ofEpochMilli(recording.earliest());
    boolean isSealedAtSetTime = configuration.promotion().sealAt() != null;
    Configuration.Population population = configuration.population();
    if (population.readyAt() == null
        && configuration.states().seed() == null
        && !isSealedAtSetTime) {
      times.add("population.ready-at=" + start.plus(population.readyAfter()));
    }
    NoveltySettings novelty = configuration.novelty();
    boolean isSeeded = novelty.seed() != null || novelty.leaveOneOut();
    if (novelty.readyAt() == null && !isSeeded && !isSealedAtSetTime) {
      times.add("novelty.ready-at=" + start.plus(novelty.warmUp()));
    }
    if (novelty.leaveOneOut()) {
      Duration separation = separation(recording.earliest(), recording.latest(), configuration);
      times.add("novelty.separation=" + separation.toMillis() + " ms");
    }
    return configuration.with(times);
  }

  /**
   * {@code novelty.separation}, or less: a short recording has no two uses an hour apart, so that
   * nothing could vouch for anything, and all would be new.
   *
   * @param earliest of its event times, milliseconds since the epoch
   * @param latest of them
   */
  public static Duration separation(long earliest, long latest, Configuration configuration) {
    Duration quarter = Duration.ofMillis((latest - earliest) / 4);
    Duration least = configuration.window().size();
    Duration wanted = configuration.novelty().separation();
    Duration possible = quarter.compareTo(least) < 0 ? least : quarter;
    return possible.compareTo(wanted) < 0 ? possible : wanted;
  }

  @Override
  public void close() throws IOException {
    work.close();
  }

  /**
   * One finished replay.
   *
   * @param phases where each process stood at the end
   * @param output what it wrote, until that was made into result files
   */
  record Pass(
      Recording recording,
      Map<String, Long> counts,
      Map<String, String> phases,
      ReplayOutput output) {

    long read() {
      return counts.getOrDefault("read", 0L);
    }

    long processes() {
      return phases.size();
    }

    long protectedProcesses() {
      return phases.values().stream().filter(Phase.PROTECTED.name()::equals).count();
    }
  }
}
