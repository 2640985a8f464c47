package io.holoward.scoring.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.finding.Activity;
import io.holoward.detection.finding.Actor;
import io.holoward.detection.finding.Finding;
import io.holoward.detection.finding.Severity;
import io.holoward.detection.finding.Verdict;
import io.holoward.detection.flow.FlowAlarm;
import io.holoward.detection.flow.FlowAnomaly;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.response.Response;
import io.holoward.detection.response.ResponseAction;
import java.util.List;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class ResponseStageTest {

  private static final String RULES =
      "responses.rules=[{verdict: unmodelled, detector: flow, actions: [notify, recommend-block]},"
          + " {verdict: abnormal, actions: [notify, recommend-block]}]";

  private static Finding finding(String uid, FlowAnomaly... anomalies) {
    return new Finding(
        uid,
        new Actor(
            "acme",
            "ws-1",
            "acme|c:\\a.exe|",
            "a.exe",
            "00ff",
            7L,
            null,
            "C:\\a.exe",
            null,
            null,
            null),
        Finding.FLOW,
        null,
        new FlowAlarm(List.of(anomalies), "SSH on port 443"),
        Verdict.UNMODELLED,
        Severity.LOW,
        null,
        null,
        null,
        new Activity(
            List.of("flowPortApplicationMismatch"),
            List.of(
                new OrientedConnection(
                    Direction.OUT,
                    Protocol.TCP,
                    new Endpoint("10.0.0.1", 50_000),
                    new Endpoint("198.51.100.7", 443))),
            1,
            1,
            false,
            1_000,
            1_000),
        1_000,
        2_000,
        List.of("T1571"),
        null,
        "a.exe on ws-1 spoke SSH.",
        null,
        false,
        false);
  }

  @Test
  void eachFindingIsAnsweredOnceAndItsAnswersAreCounted() throws Exception {
    Finding mismatch = finding("0123456789abcdef0123456789abcdef", FlowAnomaly.PORT_NONSTANDARD);
    Finding slow = finding("fedcba9876543210fedcba9876543210", FlowAnomaly.RTT_DEVIATION);
    try (var stage =
        new OneInputStreamOperatorTestHarness<>(
            new ProcessOperator<Finding, Response>(new ResponseStage(Configuration.of(RULES))))) {
      stage.open();
      for (Finding finding : List.of(mismatch, mismatch.updatedWith(mismatch.activity()), slow)) {
        stage.processElement(new StreamRecord<>(finding));
      }

      assertThat(stage.extractOutputValues())
          .extracting(response -> response.findingUid() + " " + response.action())
          .containsExactly(
              mismatch.uid() + " " + ResponseAction.NOTIFY,
              mismatch.uid() + " " + ResponseAction.RECOMMEND_BLOCK,
              slow.uid() + " " + ResponseAction.NOTIFY,
              slow.uid() + " " + ResponseAction.OPEN_CASE);
      Response block = stage.extractOutputValues().get(1);
      assertThat(block.rule().remoteAddress()).isEqualTo("198.51.100.7");
      assertThat(block.expiryTime() - mismatch.eventTime())
          .isEqualTo(Configuration.of().responses().blockExpiry().toMillis());
      assertThat(
              stage
                  .getEnvironment()
                  .getAccumulatorRegistry()
                  .getUserMap()
                  .get("responses")
                  .getLocalValue())
          .isEqualTo(4L);
    }
  }
}
