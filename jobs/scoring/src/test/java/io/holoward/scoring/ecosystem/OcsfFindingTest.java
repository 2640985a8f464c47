package io.holoward.scoring.ecosystem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holoward.detection.finding.Finding;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OcsfFindingTest {

  private static final OcsfSchema SCHEMA = new OcsfSchema();

  static Stream<Finding> findings() {
    return Findings.all();
  }

  private static JsonNode event(Finding finding) {
    return Json.parse(FindingFormat.OCSF.write(finding));
  }

  @ParameterizedTest
  @MethodSource("findings")
  void everyFindingIsAValidDetectionFinding(Finding finding) {
    assertThat(OcsfValidation.problems(SCHEMA, event(finding))).isEmpty();
  }

  static Stream<Arguments> damages() {
    return Stream.of(
        damage(
            "/metadata/product is missing", event -> object(event, "metadata").remove("product")),
        damage("/mood is no attribute", event -> event.put("mood", "calm")),
        damage("/severity_id is none of", event -> event.put("severity_id", 7)),
        damage("means \"High\", not \"Low\"", event -> event.put("severity", "Low")),
        damage("/time is no timestamp_t", event -> event.put("time", "today")),
        damage("/observables is no array", event -> event.put("observables", "x")),
        damage("/type_uid has to be 200401", event -> event.put("type_uid", 200_402)),
        damage("/assignee belongs to a profile", event -> event.set("assignee", user())),
        damage("/device needs", event -> object(event, "device").remove("hostname")),
        damage(
            "does not look like ip_t",
            event -> ((ObjectNode) event.at("/evidences/0/dst_endpoint")).put("ip", "somewhere")),
        damage(
            "/port is out of range",
            event -> ((ObjectNode) event.at("/evidences/0/dst_endpoint")).put("port", 70_000)),
        damage(
            "an observable is not where it points",
            event -> ((ObjectNode) event.at("/observables/0")).put("name", "device.nickname")));
  }

  /** What the check above would be worth. */
  @ParameterizedTest
  @MethodSource("damages")
  void theSchemaRefusesWhatIsWrong(String problem, Consumer<ObjectNode> damage) {
    ObjectNode event = (ObjectNode) event(Findings.abnormal());

    damage.accept(event);

    assertThat(OcsfValidation.problems(SCHEMA, event)).anyMatch(told -> told.contains(problem));
  }

  private static Arguments damage(String problem, Consumer<ObjectNode> damage) {
    return Arguments.of(problem, damage);
  }

  private static ObjectNode object(ObjectNode event, String name) {
    return (ObjectNode) event.get(name);
  }

  private static JsonNode user() {
    return Json.parse("{\"name\": \"someone\"}");
  }

  @Test
  void aFindingReadsAsTheGoldenFileSays() {
    assertThat(Json.pretty(FindingFormat.OCSF.write(Findings.abnormal())))
        .isEqualTo(Json.text("ocsf-finding.json").strip());
  }

  @Test
  void theClosingUpdateIsTheSameFindingUpdated() {
    JsonNode first = event(Findings.abnormal());
    JsonNode update = event(Findings.update());

    assertThat(update.at("/finding_info/uid")).isEqualTo(first.at("/finding_info/uid"));
    assertThat(update.at("/metadata/uid")).isNotEqualTo(first.at("/metadata/uid"));
    assertThat(first.at("/activity_id").asInt()).isEqualTo(1);
    assertThat(update.at("/activity_id").asInt()).isEqualTo(2);
    assertThat(update.at("/is_alert").asBoolean()).isTrue();
    assertThat(update.at("/count").asInt()).isEqualTo(7);
  }

  @Test
  void aRefusedConnectionIsBlockedAndItsTechniquesAreNamed() {
    JsonNode event = event(Findings.blockedFlow());

    assertThat(event.at("/disposition").asText()).isEqualTo("Blocked");
    assertThat(event.at("/attacks/0/technique/uid").asText()).isEqualTo("T1571");
    assertThat(event.at("/attacks/0/tactic/uid").asText()).isEqualTo("TA0011");
    assertThat(event.at("/attacks/1/technique/uid").asText()).isEqualTo("T1021");
    assertThat(event.at("/attacks/1/sub_technique/uid").asText()).isEqualTo("T1021.002");
    assertThat(event.at("/evidences/0/src_endpoint/ip").asText()).isEqualTo("2001:db8::1");
    assertThat(event.at("/evidences/0/dst_endpoint/hostname").asText()).isEqualTo("node-3");
    assertThat(event.at("/confidence").asText()).isEqualTo("Medium");
  }

  @Test
  void theBaselineTellsHowOftenTheColumnIsTrueAndTheAnomalyHowRareTheAlarmIs() {
    JsonNode analysis = event(Findings.abnormal()).at("/anomaly_analyses/0");

    assertThat(analysis.at("/analysis_targets/0/name").asText())
        .isEqualTo("svchost.exe -k netsvcs");
    assertThat(analysis.at("/anomalies/1/observed_pattern").asText()).isEqualTo("UNSEEN");
    assertThat(analysis.at("/anomalies/2/observed_pattern").asText()).isEqualTo("INFREQUENT");
    assertThat(analysis.at("/baselines/2/observations/0/count").asInt()).isEqualTo(37);
    assertThat(analysis.at("/baselines/2/observations/1/count").asInt()).isEqualTo(375);
  }

  @Test
  void whatIsNormalIsNoAlertAndDeviatesInNothing() {
    JsonNode event = event(Findings.normal());

    assertThat(event.at("/is_alert").asBoolean()).isFalse();
    assertThat(event.at("/disposition").asText()).isEqualTo("Logged");
    assertThat(event.has("anomaly_analyses")).isFalse();
    assertThat(event.at("/finding_info/related_events/0/uid").asText()).isEqualTo("A-17");
  }

  @Test
  void withoutAnIntendedStateTheRiskIsThatAgainstThePopulation() {
    JsonNode event = event(Findings.newcomer());

    assertThat(event.at("/risk_score").asInt()).isEqualTo(88);
    assertThat(event.at("/confidence").asText()).isEqualTo("Low");
    assertThat(event.at("/resources/0/name").asText()).isEqualTo("registry.example/nginx:1.27");
  }
}
