package io.holoward.detection.finding;

import io.holoward.detection.features.FeaturePhrases;
import io.holoward.detection.identity.ProcessIdentity;
import io.holoward.detection.sighting.Sighting;
import io.holoward.entropy.AlarmScore;
import io.holoward.entropy.FeatureContribution;
import io.holoward.entropy.ThresholdRule;
import java.util.List;
import java.util.Locale;

/** Says in one sentence what happened and why it was judged as it was. */
final class Explanation {

  /** A second reason is told when it weighs at least this share of the first. */
  private static final double SECOND_REASON = 0.5;

  private Explanation() {}

  /** Why a sighting that was compared with an intended state is normal or abnormal. */
  static String modelled(Sighting sighting, AlarmScore score) {
    String reason = score.outlier() ? abnormal(score) : normal(score);
    return occurrence(sighting) + reason + ".";
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

  private static String abnormal(AlarmScore score) {
    return reasons(score) + "; " + factor(score) + " against a threshold of " + threshold(score);
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
    List<FeatureContribution> contributions = weightiest(score.contributions());
    if (contributions.isEmpty()) {
      return "every one of " + score.records() + " records of this process shows the same features";
    }
    FeatureContribution first = contributions.get(0);
    String whose =
        score.states() == 1
            ? " records of this process "
            : " records of the nearest of " + score.states() + " intended states ";
    String reasons = reason(first, whose);
    if (contributions.size() > 1) {
      reasons += ", " + reason(contributions.get(1), " ");
    }
    return reasons;
  }

  /** What is told as reasons: the largest contribution, and the second where it weighs enough. */
  static List<FeatureContribution> weightiest(List<FeatureContribution> contributions) {
    boolean two =
        contributions.size() > 1
            && contributions.get(1).contribution()
                >= SECOND_REASON * contributions.get(0).contribution();
    return contributions.subList(0, two ? 2 : Math.min(1, contributions.size()));
  }

  private static String reason(FeatureContribution feature, String whose) {
    long with = feature.recordsWithFeature();
    long records = feature.records();
    String phrase = PlainText.of(FeaturePhrases.phrase(feature.feature()), "an unnamed feature");
    if (!feature.value()) {
      return with + " of " + records + whose + "show " + phrase + " and this one does not";
    }
    if (with == 0) {
      return "none of " + records + whose + "shows " + phrase;
    }
    String only = 2 * with < records ? "only " : "";
    return only + with + " of " + records + whose + (with == 1 ? "shows " : "show ") + phrase;
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
