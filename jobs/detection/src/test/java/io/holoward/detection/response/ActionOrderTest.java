package io.holoward.detection.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.finding.Finding;
import io.holoward.detection.finding.Severity;
import io.holoward.detection.finding.Verdict;
import io.holoward.detection.flow.FlowAnomaly;
import io.holoward.detection.identity.ProcessIdentity;
import io.holoward.entropy.ScoreRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ActionOrderTest {

  private static final ScoreRange DESCENDING = new ScoreRange(0, 10, 100, 50);
  private static final List<String> DETECTORS = List.of("connection", "external-alarm", "flow");
  private static final List<Sort> SORTS =
      List.of(
          by("connection"),
          by("external-alarm"),
          ofFlow(FlowAnomaly.RTT_DRIFT),
          ofFlow(FlowAnomaly.PORT_NONSTANDARD));
  private static final List<Verdict> VERDICTS = List.of(Verdict.values());

  /** In ascending order. */
  private static final List<ResponseAction> ACTIONS = List.of(ResponseAction.values());

  private static final List<ProcessIdentity> PROCESSES =
      List.of(image("a.exe"), image("b.exe"), image("c.exe"));

  private static ProcessIdentity image(String name) {
    return new ProcessIdentity("acme", name, "");
  }

  private static ResponseRule rule(
      Verdict verdict, Double min, Double max, String process, ResponseAction action) {
    return new ResponseRule(verdict, min, max, "*", process, List.of(action));
  }

  private static List<String> violations(ResponseRule... rules) {
    return ActionOrder.violations(List.of(rules), ScoreRange.DEFAULT);
  }

  @Test
  void aNormalFindingMayNotCallForMoreThanAnAbnormalOne() {
    assertThat(
            violations(
                rule(Verdict.ABNORMAL, null, null, "*", ResponseAction.NOTIFY),
                rule(Verdict.NORMAL, null, null, "lsass.exe", ResponseAction.OPEN_CASE)))
        .containsExactly(
            "expected rules for abnormal findings of detector connection and process lsass.exe that"
                + " ask for open-case or more at every score from 50.0 to 100.0, because rule [1]"
                + " asks for open-case of normal ones and abnormal is always the more critical");
  }

  @Test
  void asMuchIsEnough() {
    assertThat(
            violations(
                rule(Verdict.ABNORMAL, null, null, "*", ResponseAction.OPEN_CASE),
                rule(Verdict.NORMAL, null, null, "lsass.exe", ResponseAction.OPEN_CASE)))
        .isEmpty();
  }

  @Test
  void severalRulesMayCoverTheScoresTogetherButWithoutAGap() {
    ResponseRule normal = rule(Verdict.NORMAL, 40.0, null, "*", ResponseAction.NOTIFY);
    ResponseRule upper = rule(Verdict.ABNORMAL, 80.0, null, "*", ResponseAction.OPEN_CASE);
    assertThat(
            violations(
                normal, upper, rule(Verdict.ABNORMAL, 50.0, 80.0, "*", ResponseAction.NOTIFY)))
        .isEmpty();
    assertThat(
            violations(
                normal, upper, rule(Verdict.ABNORMAL, 50.0, 79.0, "*", ResponseAction.NOTIFY)))
        .hasSize(1);
    assertThat(
            violations(
                normal, upper, rule(Verdict.ABNORMAL, 51.0, 80.0, "*", ResponseAction.NOTIFY)))
        .hasSize(1);
  }

  /** The defining property, over all findings of a small world, for rules drawn at random. */
  @Test
  void whatIsAcceptedAndWhatIsRefusedIsWhatFindingsShow() {
    Random random = new Random(20_261_122);
    int refused = 0;
    for (int i = 0; i < 3_000; i++) {
      List<ResponseRule> rules = new ArrayList<>();
      for (int n = 1 + random.nextInt(5); n > 0; n--) {
        rules.add(random(random));
      }
      boolean keepsOrder = keepsOrder(rules);
      assertThat(ActionOrder.violations(rules, DESCENDING).isEmpty())
          .as(rules.toString())
          .isEqualTo(keepsOrder);
      refused += keepsOrder ? 0 : 1;
    }
    assertThat(refused).isBetween(300, 2_700);
  }

  private static ResponseRule random(Random random) {
    Verdict verdict = VERDICTS.get(random.nextInt(3));
    boolean scores = verdict == Verdict.ABNORMAL && random.nextInt(4) > 0;
    double min = 40 + 10 * random.nextInt(4);
    return new ResponseRule(
        verdict == Verdict.NORMAL && random.nextBoolean() ? Verdict.ABNORMAL : verdict,
        scores ? min : null,
        scores && random.nextBoolean() ? min + 10 * random.nextInt(6) : null,
        random.nextBoolean() ? "*" : DETECTORS.get(random.nextInt(3)),
        random.nextBoolean() ? "*" : "abc".charAt(random.nextInt(3)) + ".exe",
        List.of(ACTIONS.get(random.nextInt(4))));
  }

  private static boolean keepsOrder(List<ResponseRule> rules) {
    for (Sort sort : SORTS) {
      for (ProcessIdentity process : PROCESSES) {
        int most =
            Math.max(
                top(rules, sort.finding(Verdict.NORMAL, 5.0, process)),
                top(rules, sort.finding(Verdict.UNMODELLED, null, process)));
        for (double score = 50; score <= 100; score += 2.5) {
          if (top(rules, sort.finding(Verdict.ABNORMAL, score, process)) < most) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private static int top(List<ResponseRule> rules, Finding finding) {
    return new ResponseRules(rules, Duration.ofHours(1))
        .responses(finding, 0).stream()
            .mapToInt(response -> ACTIONS.indexOf(response.action()))
            .max()
            .orElse(-1);
  }

  /** Findings that the order holds among. */
  private interface Sort {
    Finding finding(Verdict verdict, Double score, ProcessIdentity process);
  }

  private static Sort by(String detector) {
    return (verdict, score, process) ->
        Findings.of(verdict, Severity.LOW, score, detector, process, false);
  }

  private static Sort ofFlow(FlowAnomaly anomaly) {
    return (verdict, score, process) -> Findings.ofAFlow(verdict, score, process, anomaly);
  }
}
