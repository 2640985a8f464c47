package io.holoward.detection.finding;

import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.SourcePosition;
import java.util.List;

/**
 * How one connection compares with the intended states of its process, whether or not that raises
 * an alarm: what an evaluation against labels counts. Nothing is learned from it.
 *
 * @param blocked true when the host's firewall refused the connection
 * @param features the TRUE features in ascending order
 * @param eventTime when it happened, milliseconds since the epoch
 * @param populationScore score of a process without an intended state among the population; null
 *     where there is none
 * @param deviation null when the verdict is {@link Verdict#UNMODELLED}
 * @param baseline null when the verdict is {@link Verdict#UNMODELLED}
 * @param known true when the intended states hold a record with exactly these features
 * @param judged false while the process is being learned: nothing is raised then, whatever it does
 * @param source where the record stands in its input
 */
public record AssessedConnection(
    Actor actor,
    OrientedConnection connection,
    boolean blocked,
    List<String> features,
    long eventTime,
    Verdict verdict,
    Double populationScore,
    Deviation deviation,
    Baseline baseline,
    boolean known,
    boolean judged,
    SourcePosition source) {

  public AssessedConnection {
    features = List.copyOf(features);
  }

  /** The same connection of a process without an intended state, compared with the population. */
  public AssessedConnection comparedWithPopulation(double score) {
    return new AssessedConnection(
        actor,
        connection,
        blocked,
        features,
        eventTime,
        verdict,
        score,
        deviation,
        baseline,
        known,
        judged,
        source);
  }

  /**
   * The columns an explanation would name, pairs among them: at most two, what is a fact first and
   * then the weightiest.
   */
  public List<String> reasons() {
    return deviation == null ? List.of() : Reasons.of(deviation.contributions()).columns();
  }
}
