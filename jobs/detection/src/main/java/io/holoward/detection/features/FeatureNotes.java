package io.holoward.detection.features;

import java.util.List;

/**
 * What a person should know of a feature.
 *
 * @param meaning when it is TRUE, in a sentence
 * @param cost what it costs to know
 * @param falsePositives what else makes it TRUE
 * @param techniques ATT&amp;CK techniques it surely speaks for; empty for most
 */
public record FeatureNotes(
    String meaning, String cost, String falsePositives, List<String> techniques) {

  public FeatureNotes {
    techniques = List.copyOf(techniques);
  }
}
