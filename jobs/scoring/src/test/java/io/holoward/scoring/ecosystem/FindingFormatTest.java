package io.holoward.scoring.ecosystem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.holoward.detection.finding.Finding;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FindingFormatTest {

  /** What a broker takes unless it is told otherwise. */
  private static final int MAX_RECORD_BYTES = 1_048_576;

  @ParameterizedTest
  @EnumSource
  void everyFindingIsOneLine(FindingFormat format) {
    assertThat(Findings.all().map(format::write))
        .allSatisfy(line -> assertThat(line).startsWith("{").endsWith("}").doesNotContain("\n"));
  }

  @ParameterizedTest
  @EnumSource
  void aHostileHostNeitherBreaksTheLineNorTheBroker(FindingFormat format) {
    String line = format.write(Findings.hostile());

    assertThat(line.chars()).allMatch(c -> c >= ' ');
    assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(MAX_RECORD_BYTES);
    assertThat(Json.parse(line).isObject()).isTrue();
  }

  @Test
  void noMoreColumnsThanAPersonReadsAreWritten() {
    JsonNode document = Json.parse(FindingFormat.ECS.write(Findings.wide()));

    assertThat(document.at("/holoward/deviation/contributions")).hasSize(20);
    assertThat(document.at("/holoward").has("score")).isFalse();
  }

  @Test
  void plainJsonHasTheFieldsOfTheAvroRecord() {
    JsonNode record = Json.parse(FindingFormat.JSON.write(Findings.abnormal()));

    assertThat(record.get("uid").asText()).isEqualTo(Findings.abnormal().uid());
    assertThat(record.get("verdict").asText()).isEqualTo("ABNORMAL");
    assertThat(record.at("/connections/0/remote/port").asInt()).isEqualTo(445);
  }

  @Test
  void everyFormCarriesTheSameUid() {
    Finding finding = Findings.update();

    assertThat(Json.parse(FindingFormat.OCSF.write(finding)).at("/finding_info/uid").asText())
        .isEqualTo(finding.uid());
    assertThat(Json.parse(FindingFormat.ECS.write(finding)).at("/event/id").asText())
        .isEqualTo(finding.uid());
    assertThat(Json.parse(FindingFormat.JSON.write(finding)).at("/uid").asText())
        .isEqualTo(finding.uid());
  }
}
