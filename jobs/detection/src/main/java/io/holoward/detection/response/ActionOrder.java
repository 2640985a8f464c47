package io.holoward.detection.response;

import io.holoward.detection.catalogue.Catalogue;
import io.holoward.detection.finding.Finding;
import io.holoward.detection.finding.Verdict;
import io.holoward.entropy.ScoreRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Abnormal is always the more critical: no finding that is not abnormal may call for a more
 * critical action than an abnormal one of the same detector and process, whatever the scores of
 * both. The same holds among flows that only a round-trip time gives away, for which {@link
 * ResponseRules} replaces an action: it does so for abnormal ones and others alike.
 */
public final class ActionOrder {

  private static final List<String> DETECTORS =
      List.of(Finding.CONNECTION, Finding.EXTERNAL_ALARM, Finding.FLOW);

  private ActionOrder() {}

  /**
   * What breaks the order: for each rule that is not for abnormal findings, and each detector it is
   * for, there have to be rules for abnormal ones that ask for as much, cover its processes each,
   * and all scores together. Where patterns overlap in a way that cannot be seen from their texts
   * this asks for more than is needed.
   *
   * @param range the administrator's ranges
   * @return one message for each, empty when all is well
   */
  public static List<String> violations(List<ResponseRule> rules, ScoreRange range) {
    List<String> violations = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      ResponseRule rule = rules.get(i);
      if (rule.verdict() == Verdict.ABNORMAL) {
        continue;
      }
      for (String detector : DETECTORS) {
        if (rule.isFor(detector) && !outranked(rule, detector, rules, range)) {
          violations.add(message(i, rule, detector, range));
          break;
        }
      }
    }
    return violations;
  }

  private static boolean outranked(
      ResponseRule rule, String detector, List<ResponseRule> rules, ScoreRange range) {
    Catalogue processes = rule.processes();
    List<ResponseRule> above =
        rules.stream()
            .filter(other -> other.verdict() == Verdict.ABNORMAL)
            .filter(other -> other.isFor(detector))
            .filter(other -> other.topAction().compareTo(rule.topAction()) >= 0)
            .filter(other -> other.processes().covers(processes))
            .sorted(Comparator.comparingDouble(ActionOrder::low))
            .toList();
    double reached = Math.min(range.abnormalLow(), range.abnormalHigh());
    double end = Math.max(range.abnormalLow(), range.abnormalHigh());
    boolean begun = false;
    for (ResponseRule other : above) {
      if (low(other) <= reached && high(other) >= reached) {
        begun = true;
        reached = high(other);
      }
    }
    return begun && reached >= end;
  }

  private static double low(ResponseRule rule) {
    return rule.minScore() == null ? Double.NEGATIVE_INFINITY : rule.minScore();
  }

  private static double high(ResponseRule rule) {
    return rule.maxScore() == null ? Double.POSITIVE_INFINITY : rule.maxScore();
  }

  private static String message(int index, ResponseRule rule, String detector, ScoreRange range) {
    String action = spelled(rule.topAction());
    return String.format(
        Locale.ROOT,
        "expected rules for abnormal findings of detector %s and process %s that ask for %s or more"
            + " at every score from %s to %s, because rule [%d] asks for %s of %s ones and abnormal"
            + " is always the more critical",
        detector,
        rule.process(),
        action,
        Math.min(range.abnormalLow(), range.abnormalHigh()),
        Math.max(range.abnormalLow(), range.abnormalHigh()),
        index,
        action,
        spelled(rule.verdict()));
  }

  private static String spelled(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
