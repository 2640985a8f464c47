package io.holoward.detection.finding;

import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.entropy.FeatureContribution;
import java.util.List;

/**
 * How one connection compares with the intended states of its process, whether or not that raises
 * an alarm: what an evaluation against labels counts. Nothing is learned from it.
 *
 * @param blocked true when the host's firewall refused the connection
 * @param features the TRUE features in ascending order
 * @param eventTime when it happened, milliseconds since the epoch
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
    Deviation deviation,
    Baseline baseline,
    boolean known,
    boolean judged,
    SourcePosition source) {

  public AssessedConnection {
    features = List.copyOf(features);
  }

  /** The features an explanation would name, at most two, the weightiest first. */
  public List<String> reasons() {
    return deviation == null
        ? List.of()
        : Explanation.weightiest(deviation.contributions()).stream()
            .map(FeatureContribution::feature)
            .toList();
  }
}
