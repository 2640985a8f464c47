package io.holoward.detection.finding;

import io.holoward.detection.features.Feature;
import io.holoward.detection.features.FeaturePhrases;
import io.holoward.detection.features.Features;
import io.holoward.detection.identity.ProcessIdentity;
import io.holoward.detection.lifecycle.SpokenFeatures;
import io.holoward.detection.sighting.Sighting;
import io.holoward.entropy.AlarmScore;
import io.holoward.entropy.FeatureContribution;
import io.holoward.entropy.Pairs;
import io.holoward.entropy.ThresholdRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says in one sentence what happened and why it was judged as it was. */
final class Explanation {

  private Explanation() {}

  /**
   * Why a sighting that was compared with an intended state is normal or abnormal.
   *
   * @param features those the intended state speaks of
   */
  static String modelled(Sighting sighting, AlarmScore score, SpokenFeatures features) {
    String reason = score.outlier() ? reasons(score) : normal(score);
    return occurrence(sighting) + reason + roaming(features) + ".";
  }

  /** Why a sighting that is unusual is normal all the same: its process is known to go there. */
  static String familiar(Sighting sighting, AlarmScore score) {
    return occurrence(sighting)
        + "unusual for this process by its features ("
        + factor(score)
        + " against "
        + threshold(score)
        + "), but it has used this service before.";
  }

  private static String roaming(SpokenFeatures features) {
    return features.roaming()
        ? String.format(
            Locale.ROOT,
            " (novelty does not count: %.0f %% of what this process does is new)",
            100 * features.noveltyShare())
        : "";
  }

  /** Why a sighting was not compared. */
  static String unmodelled(Sighting sighting) {
    if (sighting.signature().isEmpty()) {
      return occurrence(sighting) + "it names no address or port that could be compared.";
    }
    return occurrence(sighting)
        + (ProcessIdentity.parse(sighting.processId()).isUnknown()
            ? "its process is not known."
            : "this process has no intended state yet.");
  }

  /**
   * What happened, and of a flow also what is anomalous about it: figures and texts of the port
   * catalogue, none of the flow.
   */
  private static String occurrence(Sighting sighting) {
    String flow = sighting.flow() == null ? "" : sighting.flow().text() + "; ";
    return Occurrence.of(sighting) + ": " + flow;
  }

  private static String normal(AlarmScore score) {
    if (!score.canDetect()) {
      return String.format(
          Locale.ROOT,
          "%d records of this process are too few to call anything abnormal",
          score.records());
    }
    if (ThresholdRule.isAbove(score.outlierFactor(), score.threshold())) {
      return factor(score)
          + " exceeds the threshold of "
          + threshold(score)
          + ", but none of its features is rare enough to lower the entropy by as much as asked";
    }
    String within = "; " + factor(score) + " within the threshold of " + threshold(score);
    if (score.known()) {
      return "this process is known to do so" + within;
    }
    return "new to this process, yet not unusual enough to stand out: " + reasons(score) + within;
  }

  private static String reasons(AlarmScore score) {
    Reasons reasons = Reasons.of(score.contributions());
    List<String> clauses = new ArrayList<>();
    if (reasons.fact() != null) {
      clauses.add(fact(reasons.fact().feature()));
    }
    String whose =
        score.states() == 1
            ? "of this process "
            : "of the nearest of " + score.states() + " intended states ";
    for (FeatureContribution other : reasons.others()) {
      clauses.add(frequency(other, whose));
      whose = "";
    }
    return clauses.isEmpty()
        ? "every one of " + score.records() + " records of this process shows the same features"
        : String.join(", and ", clauses);
  }

  private static String fact(String column) {
    return Features.owner(column).flatMap(Feature::fact).orElseThrow();
  }

  /**
   * How many records have a column in common with the alarm.
   *
   * @param whose the records, followed by a blank; empty where that was said before
   */
  private static String frequency(FeatureContribution column, String whose) {
    long with = column.recordsWithFeature();
    String records = column.records() + " records " + whose;
    if (!column.value()) {
      return with + " of " + records + does(column.feature(), with) + " and this one does not";
    }
    if (with == 0) {
      return "none of " + records + does(column.feature(), with);
    }
    return (2 * with < column.records() ? "only " : "")
        + with
        + " of "
        + records
        + does(column.feature(), with);
  }

  /**
   * What records do that have a column: "show outbound TCP to port 445 (microsoft-ds)".
   *
   * @param with their number
   */
  private static String does(String column, long with) {
    String ending = with <= 1 ? "s " : " ";
    if (!Pairs.isPair(column)) {
      return FeaturePhrases.verb(column) + ending + phrase(column);
    }
    String first = phrase(Pairs.parts(column).get(0));
    String second = phrase(Pairs.parts(column).get(1));
    return with == 0
        ? "shows both " + first + " and " + second
        : "combine" + ending + first + " with " + second;
  }

  private static String phrase(String column) {
    return PlainText.of(FeaturePhrases.phrase(column), "an unnamed feature");
  }

  private static String factor(AlarmScore score) {
    return "outlier factor " + number(score.outlierFactor());
  }

  private static String threshold(AlarmScore score) {
    return number(score.threshold());
  }

  private static String number(double value) {
    String format = value >= 10 ? "%.1f" : value >= 1 ? "%.2f" : "%.3f";
    return String.format(Locale.ROOT, format, value);
  }
}
