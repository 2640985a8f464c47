package io.holoward.backtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class AlarmGroundTest {

  @Test
  void theFewestFeaturesThatMakeHalfOfTheFactorAreTheCause() {
    JsonNode alarm = alarm("dns.exe", "ldap", 5.0, "private", 3.0, "public", 1.0);

    assertThat(AlarmGround.ofDeviation(alarm).features()).containsExactly("ldap");
  }

  @Test
  void featuresThatAddTheSameAreNotToldApart() {
    JsonNode alarm = alarm("dns.exe", "private", 3.2, "ldap", 3.2, "public", 0.1);

    assertThat(AlarmGround.ofDeviation(alarm).features()).containsExactly("ldap", "private");
  }

  @Test
  void whatAPairAddsIsSharedByItsTwo() {
    JsonNode rare = alarm("dns.exe", "ldap∧public", 9.0, "new", 2.0, "public", 0.2, "ldap", 0.1);
    assertThat(AlarmGround.ofDeviation(rare).features()).containsExactly("ldap", "public");

    JsonNode never = alarm("dns.exe", "ldap", 6.0, "ldap∧public", 6.0, "public", 0.5);
    assertThat(AlarmGround.ofDeviation(never).features()).containsExactly("ldap");
  }

  @Test
  void whereNothingAddsToTheFactorAllThatTheAlarmShowsIsTheCause() {
    ObjectNode alarm = alarm("dns.exe");
    alarm.putArray("features").add("public").add("ldap");

    assertThat(AlarmGround.ofDeviation(alarm).features()).containsExactly("ldap", "public");
  }

  @Test
  void alarmsOfOneCauseAreCountedTogetherWithTheirHosts() {
    AlarmGroups causes = AlarmGroups.byDeviation();
    causes.add(alarm("dns.exe", "ldap", 5.0).put("host", "dc-1").put("score", 60));
    causes.add(alarm("dns.exe", "ldap", 5.0).put("host", "dc-2").put("score", 70));
    causes.add(alarm("dns.exe", "ldap", 5.0).put("host", "dc-2").put("score", 65));
    causes.add(alarm("lsass.exe", "ldap", 5.0).put("host", "dc-2").put("score", 99));

    JsonNode json = causes.toJson();

    assertThat(json.path("total").asInt()).isEqualTo(2);
    JsonNode first = json.path("rows").get(0);
    assertThat(first.path("alarms").asInt()).isEqualTo(3);
    assertThat(first.path("hosts").asInt()).isEqualTo(2);
    assertThat(first.path("maxScore").asDouble()).isEqualTo(70);
    assertThat(first.path("example").path("host").asText()).isEqualTo("dc-2");
  }

  @Test
  void moreCausesThanAreToldApartAreCountedAsTheyAre() {
    AlarmGroups causes = AlarmGroups.byDeviation();
    for (int i = 0; i < AlarmGroups.MAX_CAUSES + 7; i++) {
      causes.add(alarm("process " + i, "ldap", 5.0));
    }

    JsonNode json = causes.toJson();

    assertThat(json.path("alarms").asInt()).isEqualTo(AlarmGroups.MAX_CAUSES + 7);
    assertThat(json.path("ungrouped").asInt()).isEqualTo(7);
    assertThat(json.path("rows")).hasSize(100);
  }

  @Test
  void moreHostsThanAreToldApartAreAtLeastSoMany() {
    AlarmGroups causes = AlarmGroups.byDeviation();
    for (int i = 0; i < AlarmGroups.MAX_DISTINCT + 7; i++) {
      causes.add(alarm("dns.exe", "ldap", 5.0).put("host", "host-" + i));
    }

    JsonNode cause = causes.toJson().path("rows").get(0);

    assertThat(cause.path("hosts").asInt()).isEqualTo(AlarmGroups.MAX_DISTINCT);
    assertThat(cause.path("hostsAtLeast").asBoolean()).isTrue();
  }

  private static ObjectNode alarm(String process, Object... contributions) {
    ObjectNode alarm = JsonNodeFactory.instance.objectNode();
    alarm.put("processId", process).put("processName", process);
    var list = alarm.putArray("contributions");
    for (int i = 0; i < contributions.length; i += 2) {
      list.addObject()
          .put("feature", (String) contributions[i])
          .put("contribution", (Double) contributions[i + 1]);
    }
    return alarm;
  }
}
