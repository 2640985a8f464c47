package io.holoward.backtest.study;

import io.holoward.backtest.BacktestProgress;
import io.holoward.backtest.WorkFiles;
import io.holoward.backtest.evaluation.Labelling;
import io.holoward.backtest.evaluation.Labels;
import io.holoward.backtest.replay.Recording;
import io.holoward.backtest.replay.Replay;
import io.holoward.backtest.replay.ReplayOutput;
import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.features.FeatureSet;
import io.holoward.detection.finding.AssessedConnection;
import io.holoward.entropy.Signature;
import io.holoward.telemetry.input.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One pass of recorded telemetry through the topology of the job, for what it makes of connections
 * before anything is learned of them: oriented, twins folded, processes named.
 */
final class Extraction {

  /** Nothing is sealed, so that nothing is scored; every feature tells what it sees. */
  private static final List<String> RULES =
      List.of(
          "evaluation.assess=true",
          "features.off=[]",
          "promotion.seal-at-end=false",
          "promotion.min-age=3650 d",
          "states.expiry=3650 d",
          "population.ready-at=9999-01-01T00:00:00Z");

  private static final Set<String> LOOPBACK = Set.of("loopbackOutbound", "loopbackInbound");

  private final StudyPlan plan;

  /**
   * What was read.
   *
   * @param observations by event time
   * @param scenarios all of them, those without a connection too
   */
  record Extracted(List<Observation> observations, Set<String> scenarios) {}

  Extraction(StudyPlan plan) {
    this.plan = plan;
  }

  /**
   * Reads and replays the telemetry.
   *
   * @throws InputException if the labels speak of none of them
   */
  Extracted run(BacktestProgress progress) throws Exception {
    try (WorkFiles work = WorkFiles.within(plan.out())) {
      Recording recording = read(fresh(work, "recording"), progress);
      Configuration rules = plan.configuration().with(RULES);
      Path results = fresh(work, "results");
      Replay.run("replaying", recording, rules, results, Optional.empty(), progress);
      List<Observation> observations = new ArrayList<>();
      Labelling labelling = new Labelling(Optional.of(plan.labels()), plan.learnLabels(), true);
      boolean isAnyGiven = false;
      try (ReplayOutput.Assessments told = new ReplayOutput(results, rules).assessments()) {
        while (told.hasNext()) {
          AssessedConnection connection = told.next();
          isAnyGiven = isAnyGiven || labelling.isGiven(connection);
          observations.add(observation(connection, labelling.of(connection)));
        }
      }
      if (!isAnyGiven) {
        throw new InputException(
            "%s labels none of the %,d connections that were read; its rows name a source by its file"
                    .formatted(plan.labels().file(), observations.size())
                + " name without extensions, and a line of it");
      }
      return new Extracted(observations, scenarios(recording));
    }
  }

  private static Set<String> scenarios(Recording recording) {
    return recording.coverage().sources().stream()
        .map(Labels::withoutExtensions)
        .collect(Collectors.toSet());
  }

  private static Path fresh(WorkFiles work, String name) throws IOException {
    return Files.createDirectory(work.directory().resolve(name));
  }

  private Recording read(Path directory, BacktestProgress progress) throws IOException {
    return Recording.prepare(
        plan.input(),
        directory,
        plan.parallelism(),
        plan.configuration().time().maxAhead(),
        (read, total) -> progress.report("reading", read, total));
  }

  private Observation observation(AssessedConnection connection, String label) {
    Labels labels = plan.labels();
    long window = plan.configuration().window().size().toMillis();
    return new Observation(
        connection,
        Labels.withoutExtensions(connection.source().name()),
        label,
        label != null && !labels.isBackground(label),
        label != null && labels.isAmong(label, plan.learnLabels()),
        FeatureSet.TABLE_2.reduce(Signature.of(connection.features())),
        connection.features().stream().anyMatch(LOOPBACK::contains),
        (Math.floorDiv(connection.eventTime(), window) + 1) * window);
  }
}
