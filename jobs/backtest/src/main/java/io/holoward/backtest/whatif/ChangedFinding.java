package io.holoward.backtest.whatif;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A finding that two runs do not have alike.
 *
 * @param change what became of it; never {@link Change#SAME}
 * @param a how the first run judged it; null where it has no such finding
 * @param b how the second run judged it; null where it has no such finding
 * @param explanation of the second run, or of the first where the second has no such finding
 * @param label of the connection that raised it, where one of the runs was held against labels;
 *     else null
 */
@JsonPropertyOrder({"change", "host", "processName", "features", "a", "b", "explanation", "label"})
public record ChangedFinding(
    Change change,
    String host,
    String processName,
    List<String> features,
    Judged a,
    Judged b,
    String explanation,
    String label) {

  /**
   * The largest first: what is ABNORMAL in one run only, then by the distance of the scores, where
   * none counts as 0; the uid decides between equals.
   */
  public static final Comparator<ChangedFinding> LARGEST_FIRST =
      Comparator.comparing(ChangedFinding::crossesThreshold)
          .thenComparingDouble(ChangedFinding::distance)
          .reversed()
          .thenComparing(ChangedFinding::uids);

  /**
   * How one run judged a finding.
   *
   * @param score null where there is no model
   */
  public record Judged(String verdict, Double score, String uid) {
    private static Judged of(ComparedFinding finding) {
      return finding == null ? null : new Judged(finding.verdict(), finding.score(), finding.uid());
    }
  }

  static ChangedFinding of(Change change, ComparedFinding a, ComparedFinding b) {
    ComparedFinding shown = b == null ? a : b;
    return new ChangedFinding(
        change,
        shown.host(),
        shown.processName(),
        shown.features(),
        Judged.of(a),
        Judged.of(b),
        shown.explanation(),
        shown.label() == null && a != null ? a.label() : shown.label());
  }

  private boolean crossesThreshold() {
    return isAbnormal(a) != isAbnormal(b);
  }

  private static boolean isAbnormal(Judged judged) {
    return judged != null && judged.verdict().equals("ABNORMAL");
  }

  private double distance() {
    return Math.abs(points(b) - points(a));
  }

  private static double points(Judged judged) {
    return judged == null || judged.score() == null ? 0 : judged.score();
  }

  private String uids() {
    return Stream.of(a, b).map(judged -> judged == null ? "" : judged.uid()).toList().toString();
  }
}
