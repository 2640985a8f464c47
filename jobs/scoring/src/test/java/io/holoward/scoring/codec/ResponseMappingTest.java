package io.holoward.scoring.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.finding.Finding;
import io.holoward.detection.response.Automation;
import io.holoward.detection.response.FirewallRule;
import io.holoward.detection.response.FirewallRules;
import io.holoward.detection.response.Response;
import io.holoward.detection.response.ResponseAction;
import io.holoward.schema.Direction;
import io.holoward.schema.Protocol;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResponseMappingTest {

  private static final long EXPIRY = Samples.TIME + 3_600_000;

  private static FirewallRule rule() {
    return FirewallRules.block(Samples.oriented(), "C:\\a.exe", "Why.", EXPIRY).orElseThrow();
  }

  private static Response response(
      Finding finding, ResponseAction action, FirewallRule rule, Long expiryTime) {
    return new Response(
        "id-1",
        finding.uid(),
        finding.actor(),
        finding.detector(),
        finding.verdict(),
        finding.severity(),
        finding.score(),
        action,
        rule,
        "Why.",
        expiryTime,
        new Automation(true, "Because."),
        Samples.TIME - 5,
        Samples.TIME);
  }

  @Test
  void aBlockKeepsEverything() {
    Finding finding = Samples.abnormal();
    io.holoward.schema.Response record =
        ResponseMapping.toRecord(response(finding, ResponseAction.RECOMMEND_BLOCK, rule(), EXPIRY));

    assertThat(record.getId()).isEqualTo("id-1");
    assertThat(record.getOrganisation()).isEqualTo("acme");
    assertThat(record.getHost()).isEqualTo("ws-1");
    assertThat(record.getFindingUid()).isEqualTo(finding.uid());
    assertThat(record.getProcessId()).isEqualTo(finding.actor().processId());
    assertThat(record.getProcessName()).isEqualTo("svchost.exe -k netsvcs");
    assertThat(record.getProcessInstance().getPid()).isEqualTo(612);
    assertThat(record.getDetector()).isEqualTo("external-alarm");
    assertThat(record.getVerdict()).isEqualTo(io.holoward.schema.Verdict.ABNORMAL);
    assertThat(record.getSeverity()).isEqualTo(io.holoward.schema.Severity.HIGH);
    assertThat(record.getScore()).isEqualTo(93.1);
    assertThat(record.getAction()).isEqualTo(io.holoward.schema.ResponseAction.BLOCK);
    assertThat(record.getRationale()).isEqualTo("Why.");
    assertThat(record.getExpiryTime()).isEqualTo(Instant.ofEpochMilli(EXPIRY));
    assertThat(record.getSafeToAutomate()).isTrue();
    assertThat(record.getAutomationReason()).isEqualTo("Because.");
    assertThat(record.getEventTime()).isEqualTo(Instant.ofEpochMilli(Samples.TIME - 5));
    assertThat(record.getIssuedTime()).isEqualTo(Instant.ofEpochMilli(Samples.TIME));
    assertThat(record.getRule()).isEqualTo(ResponseMapping.toRecord(rule()));
  }

  @Test
  void aRuleKeepsEverything() {
    io.holoward.schema.FirewallRule record = ResponseMapping.toRecord(rule());

    assertThat(record.getDirection()).isEqualTo(Direction.OUT);
    assertThat(record.getProtocol()).isEqualTo(Protocol.TCP);
    assertThat(record.getService()).isEqualTo(new io.holoward.schema.Endpoint("10.1.2.3", 445));
    assertThat(record.getRemoteAddress()).isEqualTo("10.1.2.3");
    assertThat(record.getImage()).isEqualTo("C:\\a.exe");
    assertThat(record.getAction()).isEqualTo(io.holoward.schema.ResponseAction.BLOCK);
    assertThat(record.getRationale()).isEqualTo("Why.");
    assertThat(record.getExpiryTime()).isEqualTo(Instant.ofEpochMilli(EXPIRY));
    assertThat(record.getNftables()).isEqualTo(rule().nftables());
    assertThat(record.getWindowsCommand()).isEqualTo(rule().windowsCommand());
  }

  @ParameterizedTest
  @EnumSource(ResponseAction.class)
  void whatIsAbsentIsNullAndEveryActionCanBeWritten(ResponseAction action) throws IOException {
    io.holoward.schema.Response record =
        ResponseMapping.toRecord(response(Samples.unmodelled(), action, null, null));

    assertThat(record.getRule()).isNull();
    assertThat(record.getExpiryTime()).isNull();
    assertThat(record.getScore()).isNull();
    var bytes = new ByteArrayOutputStream();
    var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new SpecificDatumWriter<>(io.holoward.schema.Response.class).write(record, encoder);
    encoder.flush();
    assertThat(bytes.size()).isPositive();
  }

  @Test
  void everyActionHasItsOwnSymbol() {
    assertThat(ResponseAction.values())
        .extracting(
            action ->
                ResponseMapping.toRecord(response(Samples.abnormal(), action, null, null))
                    .getAction())
        .doesNotHaveDuplicates()
        .doesNotContain(io.holoward.schema.ResponseAction.UNKNOWN);
  }
}
