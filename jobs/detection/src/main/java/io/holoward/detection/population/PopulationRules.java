package io.holoward.detection.population;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.history.HistoryRules;
import java.io.Serializable;
import java.util.List;

/**
 * What it takes to seal the model of a population. Times are milliseconds since the epoch, lengths
 * milliseconds.
 *
 * @param ticks when it may be sealed
 * @param minRecords the records it is sealed from, at least
 * @param novelty the columns about novelty that a model speaks of
 * @param noveltyFrom from when on it is known what is new; {@link Long#MIN_VALUE} for always
 * @param history what new means; novelty has to be known for its horizon before a model speaks of
 *     it
 * @param expiry how long what was learned is kept without a model and without further records
 */
public record PopulationRules(
    PopulationTicks ticks,
    long minRecords,
    List<String> novelty,
    long noveltyFrom,
    HistoryRules history,
    long expiry)
    implements Serializable {

  public PopulationRules {
    novelty = List.copyOf(novelty);
  }

  /**
   * The configured rules.
   *
   * @param readyAt from when on a process that was never seen is worth a finding
   * @param noveltyFrom from when on it is known what is new
   */
  public static PopulationRules of(Configuration configuration, long readyAt, long noveltyFrom) {
    return new PopulationRules(
        PopulationTicks.readyAt(readyAt, configuration.window().size()),
        configuration.population().minRecords(),
        PopulationColumns.novelty(configuration.connectionFeatures().set().names()),
        noveltyFrom,
        configuration.historyRules(),
        configuration.states().expiry().toMillis());
  }

  /** Whether a record that was made in a window tells what was new. */
  boolean tellsNovelty(long windowStart) {
    return windowStart >= noveltyFrom;
  }

  /** Whether novelty has been known for long enough at a time. */
  boolean knowsNovelty(long time) {
    return noveltyFrom <= time - history.horizon();
  }

  /**
   * Whether a process counts as new in the records it made: in a bounded input, where all its uses
   * lie so near one another that none vouches for another; else where it was first seen less than
   * the horizon before the sealing. In the first horizon of an organisation nothing is new: it had
   * its programs before it was watched.
   *
   * @param firstSeen begin of the first window in which it was seen
   * @param lastSeen begin of the last one
   * @param watchedFrom begin of the first window of the organisation
   * @param sealedAt when the model is sealed
   */
  boolean isNewProcess(long firstSeen, long lastSeen, long watchedFrom, long sealedAt) {
    return history.leaveOneOut()
        ? lastSeen - firstSeen < history.separation()
        : firstSeen > sealedAt - history.horizon() && firstSeen >= watchedFrom + history.horizon();
  }
}
