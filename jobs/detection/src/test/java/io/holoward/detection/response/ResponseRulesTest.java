package io.holoward.detection.response;

import static io.holoward.detection.flow.FlowAnomaly.PORT_FOREIGN_PROTOCOL;
import static io.holoward.detection.flow.FlowAnomaly.PORT_NONSTANDARD;
import static io.holoward.detection.response.ResponseAction.NOTIFY;
import static io.holoward.detection.response.ResponseAction.OPEN_CASE;
import static io.holoward.detection.response.ResponseAction.QUARANTINE_HOST;
import static io.holoward.detection.response.ResponseAction.RECOMMEND_BLOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.finding.Finding;
import io.holoward.detection.finding.Severity;
import io.holoward.detection.finding.Verdict;
import io.holoward.detection.flow.FlowAnomaly;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResponseRulesTest {

  private static final long NOW = 1_000_000;
  private static final long EVENT_TIME = 500;
  private static final Duration EXPIRY = Duration.ofHours(2);
  private static final Finding ABNORMAL = abnormal(90.0);

  private static Finding abnormal(double score) {
    return Findings.of(Verdict.ABNORMAL, Severity.CRITICAL, score);
  }

  private static ResponseRule rule(
      Double minScore,
      Double maxScore,
      String detector,
      String process,
      ResponseAction... actions) {
    return new ResponseRule(
        Verdict.ABNORMAL, minScore, maxScore, detector, process, List.of(actions));
  }

  private static List<Response> responses(Finding finding, ResponseRule... rules) {
    return new ResponseRules(List.of(rules), EXPIRY).responses(finding, NOW);
  }

  private static List<ResponseAction> byDefault(Finding finding) {
    return Configuration.of().responseRules().responses(finding, NOW).stream()
        .map(Response::action)
        .toList();
  }

  @Test
  void everyMatchingRuleCountsAndEachActionComesOnce() {
    assertThat(
            responses(
                ABNORMAL,
                rule(null, null, "*", "*", RECOMMEND_BLOCK, NOTIFY),
                rule(95.0, null, "*", "*", QUARANTINE_HOST),
                rule(null, null, "*", "*", OPEN_CASE, NOTIFY)))
        .extracting(Response::action)
        .containsExactly(NOTIFY, OPEN_CASE, RECOMMEND_BLOCK);
  }

  @Test
  void bothEndsOfTheScoresBelongToARule() {
    ResponseRule rule = rule(80.0, 90.0, "*", "*", NOTIFY);
    assertThat(responses(abnormal(79.9), rule)).isEmpty();
    assertThat(responses(abnormal(80), rule)).hasSize(1);
    assertThat(responses(abnormal(90), rule)).hasSize(1);
    assertThat(responses(abnormal(90.1), rule)).isEmpty();
  }

  @Test
  void aRuleIsForItsDetectorAndItsProcesses() {
    assertThat(responses(ABNORMAL, rule(null, null, Finding.FLOW, "*", NOTIFY))).isEmpty();
    assertThat(responses(ABNORMAL, rule(null, null, "connection", "*", NOTIFY))).hasSize(1);
    assertThat(responses(ABNORMAL, rule(null, null, "*", "BEACON.*", NOTIFY))).hasSize(1);
    assertThat(responses(ABNORMAL, rule(null, null, "*", "*\\downloads\\*", NOTIFY))).hasSize(1);
    assertThat(responses(ABNORMAL, rule(null, null, "*", "lsass.exe", NOTIFY))).isEmpty();
  }

  @Test
  void theClosingUpdateOfAFindingIsNotAnsweredAgain() {
    Finding update = ABNORMAL.updatedWith(ABNORMAL.activity());
    assertThat(responses(update, rule(null, null, "*", "*", NOTIFY))).isEmpty();
  }

  @Test
  void aResponseCarriesTheFindingAndARuleThatExpires() {
    Response block = responses(ABNORMAL, rule(null, null, "*", "*", RECOMMEND_BLOCK)).get(0);
    assertThat(block.findingUid()).isEqualTo(ABNORMAL.uid());
    assertThat(block.actor()).isEqualTo(ABNORMAL.actor());
    assertThat(block.detector()).isEqualTo(Finding.CONNECTION);
    assertThat(block.verdict()).isEqualTo(Verdict.ABNORMAL);
    assertThat(block.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(block.score()).isEqualTo(90);
    assertThat(block.rationale()).isEqualTo(ABNORMAL.explanation());
    assertThat(block.issuedTime()).isEqualTo(NOW);
    assertThat(block.expiryTime()).isEqualTo(EVENT_TIME + 7_200_000);
    assertThat(block.rule())
        .isEqualTo(
            FirewallRules.block(
                    Findings.TO_INTERNET,
                    Findings.BEACON_PATH,
                    ABNORMAL.explanation(),
                    EVENT_TIME + 7_200_000)
                .orElseThrow());
  }

  @Test
  void whatIsNoBlockHasNeitherRuleNorExpiry() {
    assertThat(responses(ABNORMAL, rule(null, null, "*", "*", NOTIFY, OPEN_CASE, QUARANTINE_HOST)))
        .hasSize(3)
        .allMatch(response -> response.rule() == null && response.expiryTime() == null);
  }

  @Test
  void aReplayRepeatsTheResponseButForWhenItIsIssued() {
    ResponseRule rule = rule(null, null, "*", "*", NOTIFY, RECOMMEND_BLOCK);
    List<Response> later =
        new ResponseRules(List.of(rule), EXPIRY).responses(ABNORMAL, NOW + 12_345);
    assertThat(responses(ABNORMAL, rule))
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("issuedTime")
        .isEqualTo(later);
    assertThat(later).extracting(Response::issuedTime).containsOnly(NOW + 12_345);
  }

  @Test
  void theIdIsTheSameForAReplayAndAnotherForAnotherAction() {
    ResponseRule rule = rule(null, null, "*", "*", NOTIFY, OPEN_CASE);
    List<Response> later =
        new ResponseRules(List.of(rule), EXPIRY).responses(ABNORMAL, NOW + 12_345);
    assertThat(responses(ABNORMAL, rule))
        .extracting(Response::id)
        .doesNotHaveDuplicates()
        .isEqualTo(later.stream().map(Response::id).toList());
  }

  @Test
  void theDefaultsBlockTheWorstNotifyOfTheOthersAndPassOverWhatIsNormal() {
    assertThat(byDefault(ABNORMAL)).containsExactly(NOTIFY, OPEN_CASE, RECOMMEND_BLOCK);
    assertThat(byDefault(abnormal(60))).containsExactly(NOTIFY, OPEN_CASE);
    assertThat(byDefault(Findings.of(Verdict.NORMAL, Severity.INFORMATIONAL, 20.0))).isEmpty();
    assertThat(byDefault(Findings.of(Verdict.UNMODELLED, Severity.LOW, null))).isEmpty();
    assertThat(
            byDefault(
                Findings.ofAFlow(Verdict.UNMODELLED, null, Findings.BEACON, PORT_FOREIGN_PROTOCOL)))
        .containsExactly(NOTIFY);
  }

  @ParameterizedTest
  @EnumSource(FlowAnomaly.class)
  void insteadOfABlockACaseIsOpenedWhereOnlyRoundTripTimesGiveAFlowAway(FlowAnomaly anomaly) {
    Finding finding = Findings.ofAFlow(anomaly);
    boolean mismatch = anomaly == PORT_NONSTANDARD || anomaly == PORT_FOREIGN_PROTOCOL;
    ResponseAction instead = mismatch ? RECOMMEND_BLOCK : OPEN_CASE;

    assertThat(responses(finding, rule(null, null, "flow", "*", RECOMMEND_BLOCK)))
        .extracting(Response::action)
        .containsExactly(instead);
    assertThat(
            responses(
                finding, rule(null, null, "*", "*", NOTIFY, RECOMMEND_BLOCK, QUARANTINE_HOST)))
        .extracting(Response::action)
        .containsExactly(NOTIFY, instead, QUARANTINE_HOST);
    assertThat(responses(finding, rule(null, null, "*", "*", NOTIFY)))
        .extracting(Response::action)
        .containsExactly(NOTIFY);
    assertThat(byDefault(finding).contains(RECOMMEND_BLOCK)).isEqualTo(mismatch);
  }

  @Test
  void roundTripTimesBesideAMismatchDoNotSaveAService() {
    assertThat(byDefault(Findings.ofAFlow(FlowAnomaly.RTT_DRIFT, PORT_NONSTANDARD)))
        .containsExactly(NOTIFY, OPEN_CASE, RECOMMEND_BLOCK);
    assertThat(byDefault(Findings.ofAFlow(FlowAnomaly.RTT_DEVIATION, FlowAnomaly.RTT_DRIFT)))
        .containsExactly(NOTIFY, OPEN_CASE);
  }

  @Test
  void aRuleThatNothingCanMatchIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rule(60.0, 50.0, "*", "*", NOTIFY))
        .withMessageContaining("max-score");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rule(null, null, "*", "*"))
        .withMessageContaining("action");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new ResponseRule(Verdict.UNMODELLED, null, 50.0, "*", "*", List.of(NOTIFY)))
        .withMessageContaining("has no score");
    ResponseRule malformed = rule(null, null, "*", "[a].exe", NOTIFY);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ResponseRules(List.of(malformed), EXPIRY))
        .withMessageContaining("process pattern");
  }
}
