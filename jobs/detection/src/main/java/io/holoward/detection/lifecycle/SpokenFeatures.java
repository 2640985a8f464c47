package io.holoward.detection.lifecycle;

import io.holoward.detection.features.FeatureSet;
import io.holoward.detection.features.Novelty;
import io.holoward.entropy.RecordCounts;
import io.holoward.entropy.Signature;
import java.util.Collection;

/**
 * The features beyond Table 2 that a sealed model speaks of, and what was decided of novelty.
 * Whatever else a connection shows is not compared.
 *
 * @param set the features
 * @param noveltyShare share of the windows in which an instance connected to anything outside its
 *     host that had a new service among it, 0–1; null where that was not observed
 * @param roaming true where the share is so high that the process goes to new places by nature,
 *     such as a browser: the model does not speak of novelty, which says nothing there
 */
public record SpokenFeatures(FeatureSet set, Double noveltyShare, boolean roaming) {

  /** Table 2 alone: what every model spoke of before there were other features. */
  public static final SpokenFeatures TABLE_2 = new SpokenFeatures(FeatureSet.TABLE_2, null, false);

  public SpokenFeatures {
    if (roaming && noveltyShare == null) {
      throw new IllegalArgumentException("a process roams by its share of novelty, not without");
    }
  }

  /** A model that is silent about novelty. */
  static SpokenFeatures withoutNovelty(FeatureSet features, Double noveltyShare, boolean roaming) {
    return new SpokenFeatures(without(Novelty.FEATURES, features), noveltyShare, roaming);
  }

  /** One that speaks of all it was learned with but for what is new to the process alone. */
  static SpokenFeatures withoutNewToProcess(FeatureSet features, Double noveltyShare) {
    return new SpokenFeatures(without(Novelty.OF_PROCESS, features), noveltyShare, false);
  }

  private static FeatureSet without(Collection<String> unspoken, FeatureSet features) {
    return FeatureSet.of(
        features.names().stream().filter(name -> !unspoken.contains(name)).toList());
  }

  /**
   * The records without what is not spoken of. Records of one instance and window that only
   * differed in that stay as many as they were.
   */
  RecordCounts reduce(RecordCounts learned, int maxDistinct) {
    RecordCounts reduced = new RecordCounts(maxDistinct);
    learned.forEach(
        (signature, count) -> {
          Signature spoken = set.reduce(signature);
          if (!spoken.isEmpty()) {
            reduced.add(spoken, count);
          }
        });
    return reduced;
  }
}
