package io.holoward.detection.population;

import io.holoward.entropy.AlarmScore;
import io.holoward.entropy.FeatureContribution;
import java.util.List;

/**
 * How a connection compares with its organisation. Never to be mixed with the score of a process
 * that has an intended state: that one says how far a process is from itself.
 *
 * @param score within the administrator's ranges; 0–100 by default
 * @param outlier whether it is one among the records of the organisation
 * @param records how many records of the organisation it was compared with
 * @param contributions what each column adds to the outlier factor, largest first
 */
public record PopulationScore(
    double score, boolean outlier, long records, List<FeatureContribution> contributions) {

  public PopulationScore {
    contributions = List.copyOf(contributions);
  }

  static PopulationScore of(AlarmScore score) {
    return new PopulationScore(
        score.score(), score.outlier(), score.records(), score.contributions());
  }
}
