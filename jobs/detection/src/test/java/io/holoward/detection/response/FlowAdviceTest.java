package io.holoward.detection.response;

import static io.holoward.detection.finding.Recommendation.Action.ALLOW_LIST;
import static io.holoward.detection.finding.Recommendation.Action.BLOCK;
import static io.holoward.detection.finding.Recommendation.Action.INVESTIGATE;
import static io.holoward.detection.flow.FlowAnomaly.PORT_FOREIGN_PROTOCOL;
import static io.holoward.detection.flow.FlowAnomaly.PORT_NONSTANDARD;
import static io.holoward.detection.flow.FlowAnomaly.RTT_DEVIATION;
import static io.holoward.detection.flow.FlowAnomaly.RTT_DRIFT;
import static io.holoward.detection.flow.FlowAnomaly.RTT_LEVEL_SHIFT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holoward.detection.flow.FlowAnomaly;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.ProcessReference;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FlowAdviceTest {

  private static final ProcessReference PROCESS =
      new ProcessReference(null, 612, Findings.BEACON_PATH, null, null, null);
  private static final OrientedConnection WITHOUT_ADDRESS = Findings.out(null, 443);

  private static FlowAdvice advice(OrientedConnection connection, FlowAnomaly... anomalies) {
    return FlowAdvice.of(
        List.of(anomalies), connection, PROCESS, "SSH on port 443.", 1_000, Duration.ofHours(1));
  }

  @Test
  void anotherProtocolOnAWellKnownPortIsToBeBlocked() {
    FlowAdvice advice = advice(Findings.TO_INTERNET, RTT_DEVIATION, PORT_FOREIGN_PROTOCOL);
    assertThat(advice.recommendation().action()).isEqualTo(BLOCK);
    assertThat(advice.rule())
        .isEqualTo(
            FirewallRules.block(
                    Findings.TO_INTERNET, Findings.BEACON_PATH, "SSH on port 443.", 3_601_000)
                .orElseThrow());
  }

  @Test
  void aKnownProtocolOnAnOddPortIsToBeAllowedOrBlocked() {
    FlowAdvice advice = advice(Findings.TO_INTERNET, RTT_DRIFT, PORT_NONSTANDARD);
    assertThat(advice.recommendation().action()).isEqualTo(ALLOW_LIST);
    assertThat(advice.recommendation().text()).contains("otherwise block the service");
    assertThat(advice.rule()).isNotNull();
  }

  @ParameterizedTest
  @EnumSource(
      value = FlowAnomaly.class,
      names = {"RTT_DEVIATION", "RTT_LEVEL_SHIFT", "RTT_DRIFT"})
  void aRoundTripTimeIsToBeInvestigatedAndBlocksNothing(FlowAnomaly anomaly) {
    FlowAdvice advice = advice(Findings.TO_INTERNET, anomaly);
    assertThat(advice.recommendation().action()).isEqualTo(INVESTIGATE);
    assertThat(advice.rule()).isNull();
  }

  @Test
  void aLastingChangeIsToldFromAPassingOne() {
    assertThat(advice(Findings.TO_INTERNET, RTT_LEVEL_SHIFT).recommendation())
        .isEqualTo(advice(Findings.TO_INTERNET, RTT_DRIFT).recommendation())
        .isNotEqualTo(advice(Findings.TO_INTERNET, RTT_DEVIATION).recommendation());
  }

  @Test
  void whereNoRuleCanBeMadeNoneIsPromised() {
    FlowAdvice foreign = advice(WITHOUT_ADDRESS, PORT_FOREIGN_PROTOCOL);
    assertThat(foreign.rule()).isNull();
    assertThat(foreign.recommendation().action()).isEqualTo(INVESTIGATE);
    FlowAdvice nonstandard = advice(WITHOUT_ADDRESS, PORT_NONSTANDARD);
    assertThat(nonstandard.rule()).isNull();
    assertThat(nonstandard.recommendation().text()).doesNotContain("firewall rule");
  }

  @Test
  void aFlowWithoutAnomalyGetsNoAdvice() {
    assertThatIllegalArgumentException().isThrownBy(() -> advice(Findings.TO_INTERNET));
  }
}
