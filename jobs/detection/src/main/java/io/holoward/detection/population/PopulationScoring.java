package io.holoward.detection.population;

import io.holoward.detection.finding.Actor;
import io.holoward.detection.finding.AssessedConnection;
import io.holoward.detection.finding.Finding;
import io.holoward.detection.finding.SeverityThresholds;
import io.holoward.detection.finding.Verdict;
import io.holoward.entropy.IntendedStates;
import io.holoward.entropy.ScoringRules;
import io.holoward.entropy.Signature;
import java.util.Collection;

/**
 * Compares what processes without an intended state do with one model of their organisation, and
 * completes what is told of them. Their verdict and the uid of a finding stay as they are. For use
 * by one thread.
 */
public final class PopulationScoring {

  private final PopulationModel model;
  private final IntendedStates states;
  private final ScoringRules scoring;
  private final SeverityThresholds severities;

  /** Restores the model once, to score by these rules. */
  public PopulationScoring(
      PopulationModel model, ScoringRules scoring, SeverityThresholds severities) {
    this.model = model;
    this.states = model.states(scoring);
    this.scoring = scoring;
    this.severities = severities;
  }

  /** The model it compares with. */
  public PopulationModel model() {
    return model;
  }

  /** How what a process showed compares. */
  public PopulationScore score(Actor actor, Collection<String> features) {
    Signature record = PopulationRecord.of(actor, features);
    return score(model.reduce(record, actor.processId()));
  }

  /** How a record that is reduced to what the model speaks of compares. */
  PopulationScore score(Signature record) {
    return PopulationScore.of(states.score(record));
  }

  /**
   * Whether a finding is to be completed: it has no intended state to be compared with, and shows
   * something. One that shows nothing may well be about a process that has one.
   */
  public static boolean concerns(Finding finding) {
    return finding.verdict() == Verdict.UNMODELLED && !finding.activity().features().isEmpty();
  }

  /** The same for an assessed connection. */
  public static boolean concerns(AssessedConnection connection) {
    return connection.verdict() == Verdict.UNMODELLED && !connection.features().isEmpty();
  }

  /** The finding with its population score, what it is worth and why. */
  public Finding complete(Finding finding) {
    PopulationScore score = score(finding.actor(), finding.activity().features());
    return finding.comparedWithPopulation(
        score.score(),
        severities.unmodelled(score.outlier(), score.score(), scoring.range()),
        PopulationExplanation.of(finding.explanation(), score));
  }

  /** The connection with its population score. */
  public AssessedConnection complete(AssessedConnection connection) {
    return connection.comparedWithPopulation(score(connection).score());
  }

  /** How a connection of a process without an intended state compares. */
  public PopulationScore score(AssessedConnection connection) {
    return score(connection.actor(), connection.features());
  }
}
