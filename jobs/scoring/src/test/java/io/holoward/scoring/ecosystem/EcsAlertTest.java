package io.holoward.scoring.ecosystem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holoward.detection.finding.Finding;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EcsAlertTest {

  private static final EcsFields FIELDS = new EcsFields();

  static Stream<Finding> findings() {
    return Findings.all();
  }

  private static JsonNode document(Finding finding) {
    return Json.parse(FindingFormat.ECS.write(finding));
  }

  @ParameterizedTest
  @MethodSource("findings")
  void everyFieldIsOneOfTheSchemaOrOurOwn(Finding finding) {
    assertThat(FIELDS.problems(document(finding))).isEmpty();
  }

  /** What the check above would be worth. */
  @ParameterizedTest
  @CsvSource({
    "event, mood, calm, event.mood is no field",
    "event, kind, panic, event.kind is not expected",
    "event, severity, high, event.severity is no long",
    "event, category, network, event.category is no list",
    "source, ip, somewhere, source.ip is no ip",
    "event, created, today, event.created is no date",
  })
  void theSchemaRefusesWhatIsWrong(String set, String field, String value, String problem) {
    ObjectNode document = (ObjectNode) document(Findings.abnormal());

    ((ObjectNode) document.get(set)).put(field, value);

    assertThat(FIELDS.problems(document)).anyMatch(told -> told.contains(problem));
  }

  @Test
  void aFindingReadsAsTheGoldenFileSays() {
    assertThat(Json.pretty(FindingFormat.ECS.write(Findings.abnormal())))
        .isEqualTo(Json.text("ecs-alert.json").strip());
  }

  @Test
  void theClosingUpdateHasTheIdOfTheFindingItReplaces() {
    JsonNode first = document(Findings.abnormal());
    JsonNode update = document(Findings.update());

    assertThat(update.at("/event/id")).isEqualTo(first.at("/event/id"));
    assertThat(update.at("/event/kind").asText()).isEqualTo("alert");
    assertThat(update.at("/event/action").asText()).isEqualTo("finding-updated");
    assertThat(update.at("/holoward/connection_count").asInt()).isEqualTo(7);
  }

  @Test
  void aConnectionGoesFromTheSideThatOpenedIt() {
    JsonNode inbound = document(Findings.blockedFlow());
    JsonNode outbound = document(Findings.abnormal());

    assertThat(inbound.at("/source/ip").asText()).isEqualTo("2001:db8::1");
    assertThat(inbound.at("/destination/port").asInt()).isEqualTo(53);
    assertThat(inbound.at("/network/direction").asText()).isEqualTo("ingress");
    assertThat(inbound.at("/event/outcome").asText()).isEqualTo("failure");
    assertThat(outbound.at("/destination/port").asInt()).isEqualTo(445);
    assertThat(outbound.at("/network/direction").asText()).isEqualTo("egress");
  }

  @Test
  void techniquesStandUnderTheTacticTheyServe() {
    JsonNode threat = document(Findings.blockedFlow()).get("threat");

    assertThat(threat.at("/technique/id")).hasToString("[\"T1571\",\"T1021\"]");
    assertThat(threat.at("/technique/subtechnique/id")).hasToString("[\"T1021.002\"]");
    assertThat(threat.at("/tactic/name/0").asText()).isEqualTo("Command and Control");
  }

  @Test
  void whatIsNormalIsAnEventAndNoAlert() {
    assertThat(document(Findings.normal()).at("/event/kind").asText()).isEqualTo("event");
  }

  @Test
  void anAccountIsDividedIntoDomainAndName() {
    JsonNode user = document(Findings.abnormal()).get("user");

    assertThat(user.get("domain").asText()).isEqualTo("NT AUTHORITY");
    assertThat(user.get("name").asText()).isEqualTo("SYSTEM");
    assertThat(document(Findings.newcomer()).at("/user/name").asText()).isEqualTo("www-data");
  }
}
