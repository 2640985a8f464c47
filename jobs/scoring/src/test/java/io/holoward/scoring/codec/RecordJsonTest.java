package io.holoward.scoring.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.holoward.detection.lifecycle.Phase;
import io.holoward.detection.lifecycle.Progress;
import io.holoward.entropy.RecordCounts;
import io.holoward.entropy.Signature;
import io.holoward.schema.DiscoveryProgress;
import io.holoward.schema.IntendedStateSnapshot;
import io.holoward.schema.ScoredAlarm;
import io.holoward.schema.Verdict;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordJsonTest {

  @Test
  void aScoredAlarmIsPlainJson() {
    String json = RecordJson.write(FindingMapping.toRecord(Samples.abnormal()));

    assertThat(json)
        .contains("\"score\":93.1,")
        .contains("\"verdict\":\"ABNORMAL\"")
        .contains("\"processInstance\":{\"key\":\"ff00\",\"pid\":612,\"guid\":\"{b3c0}\"}")
        .contains("\"eventTime\":\"2026-03-01T12:00:00.123Z\"")
        .contains("\"source\":{\"name\":\"process-events-3\",\"position\":42}")
        .contains("\"features\":[\"outgoingWellKnownTCPPort_445\"]")
        .contains("\"remote\":{\"address\":\"10.1.2.3\",\"port\":445}")
        .contains("\"populationScore\":null")
        .contains("connection \\\"never\\\" seen")
        .doesNotContain("\n", "\"string\":", "\"double\":", "io.holoward");
  }

  @Test
  void anUnmodelledFindingHasNoScore() {
    String json = RecordJson.write(FindingMapping.toRecord(Samples.unmodelled()));

    assertThat(json)
        .contains("\"verdict\":\"UNMODELLED\"")
        .contains("\"score\":null")
        .contains("\"contributions\":[]")
        .contains("\"recommendation\":null");
  }

  @Test
  void aScoredAlarmComesBackFromItsJson() throws IOException {
    ScoredAlarm alarm = FindingMapping.toRecord(Samples.abnormal());

    assertThat(RecordJson.read(ScoredAlarm.class, RecordJson.write(alarm))).isEqualTo(alarm);
  }

  @Test
  void aSnapshotComesBackFromItsJson() throws IOException {
    IntendedStateSnapshot snapshot = Samples.snapshot();

    IntendedStateSnapshot read =
        RecordJson.read(IntendedStateSnapshot.class, RecordJson.write(snapshot));

    assertThat(read).isEqualTo(snapshot);
  }

  @Test
  void snapshotsAreReadOneAfterAnotherFromAnArray() throws IOException {
    String json = RecordJson.write(Samples.snapshot());
    try (JsonParser in = new JsonFactory().createParser("[" + json + "," + json + "]")) {
      in.nextToken();
      in.nextToken();
      assertThat(RecordJson.read(IntendedStateSnapshot.class, in)).isEqualTo(Samples.snapshot());
      in.nextToken();
      assertThat(RecordJson.read(IntendedStateSnapshot.class, in)).isEqualTo(Samples.snapshot());
    }
  }

  @Test
  void theBehaviourRecordsOfASnapshotAreItsSignatures() {
    List<RecordCounts> states = StateMapping.records(Samples.snapshot());

    assertThat(states).hasSize(1);
    RecordCounts records = states.get(0);
    assertThat(records.records()).isEqualTo(412);
    assertThat(records.distinct()).isEqualTo(2);
    assertThat(records.count(Signature.of("inboundHasEphemeral"))).isEqualTo(12);
  }

  @Test
  void aProgressReportIsPlainJson() {
    var progress =
        new Progress(
            "acme",
            "acme|svchost",
            "svchost.exe",
            Phase.DISCOVERY,
            false,
            Samples.TIME,
            31,
            4,
            1,
            3_600_000,
            0.06,
            List.of("records 31 of 50"),
            0,
            null,
            null,
            false);

    DiscoveryProgress record = StateMapping.toRecord(progress);

    assertThat(RecordJson.write(record))
        .contains("\"phase\":\"DISCOVERY\"")
        .contains("\"newShare\":0.06")
        .contains("\"blocking\":[\"records 31 of 50\"]")
        .contains("\"sealedAt\":null");
  }

  @Test
  void fieldsWithADefaultMayBeAbsentAndUnknownOnesAreSkipped() throws IOException {
    String json =
        """
        {"processId": "p", "organisation": "o", "processName": "n", "phase": "NEVER_HEARD_OF",
         "modelVersion": 0, "records": 1, "distinct": 1, "hosts": 1,
         "later": {"a": [1, {"b": 2}]}}""";

    IntendedStateSnapshot read = RecordJson.read(IntendedStateSnapshot.class, json);

    assertThat(read.getStates()).isEmpty();
    assertThat(read.getSealedAt()).isNull();
    assertThat(read.getPhase()).isEqualTo(io.holoward.schema.Phase.UNKNOWN);
  }

  @Test
  void aNumberThatJsonDoesNotHaveIsNull() {
    ScoredAlarm alarm = FindingMapping.toRecord(Samples.abnormal());
    alarm.setZScore(Double.POSITIVE_INFINITY);

    assertThat(RecordJson.write(alarm)).contains("\"zScore\":null");
  }

  @Test
  void textThatIsNoRecordIsRefusedWithItsPlace() {
    String json = RecordJson.write(Samples.snapshot());
    assertRefused(
        json.replace("\"records\":412", "\"records\":\"many\""),
        "records: expected a whole number at line 1");
    assertRefused(json.replace("\"hosts\":17,", ""), "hosts: expected to be there");
    assertRefused(
        json.replace("\"trueCount\":400", "\"trueCount\":null"),
        "states[0].columns[0].trueCount: expected a whole number");
    assertRefused(
        json.replace("2026-03-01T12:00:00.123Z", "yesterday"),
        "sealedAt: expected an ISO-8601 time in UTC");
    assertRefused(json + "{}", "text follows the record");
    assertRefused(json.substring(0, json.length() / 2), "");
    assertRefused("[]", "the record: expected an object");
    assertRefused("", "the record: expected an object");
  }

  @Test
  void everyVerdictOfTheDomainHasItsSymbol() {
    assertThat(FindingMapping.toRecord(Samples.unmodelled()).getVerdict())
        .isEqualTo(Verdict.UNMODELLED);
    assertThat(FindingMapping.toRecord(Samples.abnormal()).getVerdict())
        .isEqualTo(Verdict.ABNORMAL);
  }

  private static void assertRefused(String json, String message) {
    assertThatThrownBy(() -> RecordJson.read(IntendedStateSnapshot.class, json))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message);
  }
}
