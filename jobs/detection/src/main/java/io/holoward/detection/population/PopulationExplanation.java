package io.holoward.detection.population;

import io.holoward.entropy.FeatureContribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Adds to the sentence about a finding how the process compares with the whole organisation. */
final class PopulationExplanation {

  private static final int MOST_REASONS = 2;
  private static final double LEAST_TOLD = 0.001;

  private static final String NEW_PROCESS =
      "nobody in the organisation ran this program on the network before";
  private static final String NOTHING =
      "neither its program nor its account nor where it connects to stands out among ";

  private PopulationExplanation() {}

  /**
   * The whole sentence.
   *
   * @param sentence what happened and that the process has no intended state, with a full stop
   */
  static String of(String sentence, PopulationScore score) {
    String told = sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    List<String> reasons = new ArrayList<>();
    if (score.contributions().stream().anyMatch(PopulationExplanation::isNewProcess)) {
      reasons.add(NEW_PROCESS);
    }
    List<String> shares = shares(score);
    if (!shares.isEmpty()) {
      reasons.add(String.join(", ", shares));
    }
    if (reasons.isEmpty()) {
      reasons.add(NOTHING + records(score.records()));
    }
    return told + "; " + String.join("; ", reasons) + ".";
  }

  private static boolean isNewProcess(FeatureContribution column) {
    return column.value() && column.feature().equals(PopulationColumns.NEW_PROCESS);
  }

  /** What else it shows, and how rare that is; what adds most first. */
  private static List<String> shares(PopulationScore score) {
    List<String> shares = new ArrayList<>();
    for (FeatureContribution column : score.contributions()) {
      String phrase = PopulationColumns.phrase(column.feature());
      if (phrase != null
          && column.value()
          && !isNewProcess(column)
          && shares.size() < MOST_REASONS) {
        shares.add(share(column, shares.isEmpty()) + " " + phrase);
      }
    }
    return shares;
  }

  /** How many records there are is told once. */
  private static String share(FeatureContribution column, boolean isFirst) {
    String of = isFirst ? " of " + records(column.records()) : "";
    if (column.recordsWithFeature() == 0) {
      return "none" + of;
    }
    double share = (double) column.recordsWithFeature() / column.records();
    return share < LEAST_TOLD
        ? "less than 0.1 %" + of
        : String.format(Locale.ROOT, "%.1f %%%s", 100 * share, of);
  }

  private static String records(long records) {
    return String.format(Locale.ROOT, "%,d records of the organisation", records);
  }
}
