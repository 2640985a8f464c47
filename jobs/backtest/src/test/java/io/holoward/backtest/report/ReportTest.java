package io.holoward.backtest.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holoward.telemetry.input.InputException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figures of each section, of results small enough to count by hand. */
class ReportTest {

  @TempDir private Path directory;

  @Test
  void alarmsAreCountedByVerdictOverTime() throws IOException {
    JsonNode alarms = result("alarms");

    assertThat(alarms.path("byVerdict"))
        .hasToString("{\"ABNORMAL\":4,\"UNMODELLED\":2,\"NORMAL\":1}");
    assertThat(alarms.path("timeline").path("buckets")).hasSize(7);
    // 2026-03-02T08:05:00Z, the second alarm: one abnormal.
    assertThat(alarms.path("timeline").path("buckets").get(1)).hasToString("[1772438700000,1,0,0]");
  }

  @Test
  void theMostDeviantAlarmComesFirstAndTheNormalOneLast() throws IOException {
    JsonNode top = result("alarms").path("top");

    assertThat(top.findValuesAsText("score"))
        .containsExactly("91.0", "75.0", "62.5", "62.5", "9.0");
    assertThat(top.get(0).path("contributions").get(0).path("recordsWithFeature").asInt()).isZero();
    assertThat(top.get(0).path("connections").get(0).path("remote").path("port").asInt())
        .isEqualTo(8443);
  }

  @Test
  void abnormalAlarmsAreGroupedByWhatMadeThem() throws IOException {
    JsonNode causes = result("alarms").path("causes");
    JsonNode first = causes.path("rows").get(0);

    assertThat(causes.path("total").asInt()).isEqualTo(3);
    assertThat(first.path("processName").asText()).isEqualTo("dns.exe");
    assertThat(first.path("features")).hasToString("[\"outgoingWellKnownTCPPort_389\"]");
    assertThat(first.path("alarms").asInt()).isEqualTo(2);
    assertThat(first.path("hosts").asInt()).isEqualTo(2);
    assertThat(first.path("services")).hasToString("[\"10.0.0.7:389\"]");
  }

  @Test
  void unmodelledAlarmsAreAGroupForEachProcess() throws IOException {
    JsonNode alarms = result("alarms");
    JsonNode processes = alarms.path("unmodelledProcesses");

    assertThat(alarms.path("unmodelled")).hasSize(2);
    assertThat(processes.path("rows")).hasSize(1);
    assertThat(processes.path("rows").get(0).path("processName").asText())
        .isEqualTo(ResultFixture.SCRIPT);
  }

  @Test
  void unmodelledAlarmsComeByTheirPopulationScore() throws IOException {
    JsonNode alarms = result("alarms");

    assertThat(alarms.path("unmodelled").findValuesAsText("populationScore"))
        .containsExactly("97.5", "12.5");
    assertThat(alarms.path("unmodelledProcesses").path("rows").get(0).path("maxScore").asDouble())
        .isEqualTo(97.5);
  }

  @Test
  void whatIsRareInAPopulationComesFirstAndPairsAreLeftOut() throws IOException {
    JsonNode organisation = result("populations").path("organisations").get(0);

    assertThat(organisation.path("records").asInt()).isEqualTo(1_000);
    assertThat(organisation.path("columns").findValuesAsText("phrase"))
        .containsExactly(
            "run from a user-writable folder",
            "use a service that nobody in the organisation used before",
            "run under a person's account");
  }

  @Test
  void populationScoresAreADistributionOfTheirOwn(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("summary.json"), "{}");
    Files.writeString(
        directory.resolve("scored-alarms.jsonl"),
        "{\"verdict\":\"UNMODELLED\",\"populationScore\":80}\n"
            + "{\"verdict\":\"UNMODELLED\"}\n"
            + "{\"verdict\":\"ABNORMAL\",\"score\":60}\n");

    JsonNode scores = Report.data(directory).path("scores");

    assertThat(total(scores.path("populations").path("series").path("UNMODELLED"))).isEqualTo(1);
    assertThat(scores.path("populations").path("without").asInt()).isEqualTo(1);
    assertThat(scores.path("scores").path("series").has("UNMODELLED")).isFalse();
  }

  @Test
  void scoresOfAttacksOfTheBackgroundAndOfWhatHasNoLabelAreCountedApart() throws IOException {
    JsonNode scores = result("scores");

    assertThat(scores.path("labelled").asBoolean()).isTrue();
    assertThat(total(scores.path("scores").path("series").path("background"))).isEqualTo(3);
    assertThat(total(scores.path("scores").path("series").path("attack"))).isEqualTo(2);
    assertThat(total(scores.path("scores").path("series").path("unlabelled"))).isEqualTo(1);
    assertThat(scores.path("scores").path("without").asInt()).isEqualTo(1);
    // 62.5 lies in the bin from 62 to 64; 20 thresholds in the last bin.
    assertThat(scores.path("scores").path("series").path("background").get(31).asInt()).isOne();
    assertThat(scores.path("ratios").path("series").path("attack").get(39).asInt()).isOne();
    assertThat(scores.path("ranges"))
        .hasToString("{\"threshold\":50.0,\"high\":75.0,\"critical\":90.0}");
  }

  @Test
  void discoveryIsCountedByPhaseAndRecordsWithWhatBlocksTheRest() throws IOException {
    JsonNode discovery = result("discovery");
    JsonNode buckets = discovery.path("buckets");

    // In discovery, protected, records: one process after another, then two sealed in one second.
    assertThat(buckets).hasSize(4);
    assertThat(buckets.get(2)).hasToString("[1770026400000,3,0,55]");
    assertThat(buckets.get(3)).hasToString("[1770105600000,1,2,175]");
    assertThat(discovery.path("openTotal").asInt()).isEqualTo(1);
    assertThat(discovery.path("open").get(0).path("blocking").get(0).asText())
        .isEqualTo("5 of 50 records");
  }

  @Test
  void featuresOfAnIntendedStateComeByFrequency() throws IOException {
    JsonNode processes = result("states").path("processes");

    assertThat(processes.findValuesAsText("processName"))
        .containsExactly("dns.exe", "svchost.exe -k netsvcs", ResultFixture.IMAGE);
    assertThat(processes.get(1).path("states").get(0).path("columns").findValuesAsText("feature"))
        .containsExactly("outgoingWellKnownTCPPort_443", "outgoingIPv4HasPublic");
  }

  @Test
  void featuresAreExplainedOnceEach() throws IOException {
    JsonNode phrases = Report.data(ResultFixture.result()).path("phrases");

    assertThat(phrases.path("outgoingWellKnownTCPPort_389").asText())
        .isEqualTo("outbound TCP to port 389 (ldap)");
    assertThat(phrases.path(ResultFixture.IMAGE).asText()).isEqualTo(ResultFixture.IMAGE);
  }

  @Test
  void deadLettersAndResponsesAreCounted() throws IOException {
    JsonNode letters = result("deadLetters");
    JsonNode responses = result("responses");

    assertThat(letters.findValuesAsText("count")).containsExactly("2", "1");
    assertThat(letters.get(0).path("message").asText()).startsWith("line 1:");
    assertThat(responses)
        .hasToString(
            "[{\"action\":\"BLOCK\",\"count\":2,\"safeToAutomate\":1},"
                + "{\"action\":\"NOTIFY\",\"count\":2,\"safeToAutomate\":2}]");
    assertThat(result("portExceptions").path("total").asInt()).isEqualTo(1);
  }

  @Test
  void onlyWhatDiffersFromTheDefaultsIsToldFirst() throws IOException {
    JsonNode changed = result("configuration").path("changed");

    assertThat(changed.findValuesAsText("key"))
        .containsExactly("alarm.raise", "organisation", "score.threshold.k");
    assertThat(changed.get(2).path("value").asText()).isEqualTo("2.5");
    assertThat(changed.get(2).path("default").asText()).isEqualTo("3.0");
  }

  @Test
  void theEvaluationIsTakenWithItsListsCounted() throws IOException {
    JsonNode evaluation = result("evaluation");

    assertThat(evaluation.path("views")).hasSize(3);
    assertThat(evaluation.path("views").get(0).path("roc")).hasSize(4);
    assertThat(evaluation.path("delaysTotal").asInt()).isEqualTo(2);
    assertThat(evaluation.path("falsePositives").get(0).path("units").asInt()).isEqualTo(2);
  }

  @Test
  void whatIsCutFromTheEvaluationIsCountedAndCurvesKeepTheirCorners(@TempDir Path directory)
      throws IOException {
    ObjectNode evaluation = new ObjectMapper().createObjectNode();
    ArrayNode delays = evaluation.putArray("delays");
    ArrayNode misses = evaluation.putArray("misses");
    for (int i = 0; i < 300; i++) {
      delays.addObject().put("firstAlarm", i < 290 ? "2026-01-05T00:00:00Z" : null);
      misses.addObject().put("units", 2);
    }
    ArrayNode roc = evaluation.putArray("views").addObject().putArray("roc");
    for (int i = 0; i < 500; i++) {
      roc.addArray().add(i).add(i).add(i);
    }
    Files.writeString(directory.resolve("summary.json"), "{}");
    Files.writeString(directory.resolve("evaluation.json"), evaluation.toString());

    JsonNode shown = Report.data(directory).path("evaluation");

    assertThat(shown.path("delays").size()).isLessThan(300);
    assertThat(shown.path("delaysFound").asInt()).isEqualTo(290);
    assertThat(shown.path("missesTotal").asInt()).isEqualTo(300);
    assertThat(shown.path("missesUnits").asInt()).isEqualTo(600);
    assertThat(shown.path("views").get(0).path("roc")).hasSize(500);
  }

  @Test
  void updatesAreBackgroundAndEveryAttackIsOneHoweverManyLabelsThereAre(@TempDir Path directory)
      throws IOException {
    StringBuilder lines = new StringBuilder("{\"score\":60,\"label\":\"update:browser\"}\n");
    for (int i = 0; i < 20; i++) {
      lines.append("{\"score\":60,\"label\":\"attack-").append(i).append("\"}\n");
    }
    Files.writeString(directory.resolve("summary.json"), "{}");
    Files.writeString(directory.resolve("assessments.jsonl"), lines);

    JsonNode series = Report.data(directory).path("scores").path("scores").path("series");

    assertThat(total(series.path("background"))).isEqualTo(1);
    assertThat(total(series.path("attack"))).isEqualTo(20);
    assertThat(series).hasSize(2);
  }

  @Test
  void findingsOfAComparisonComeByTheirWeight() throws IOException {
    JsonNode findings = Report.data(ResultFixture.comparison()).path("comparison").path("findings");

    assertThat(findings.path("GAINED")).hasSize(1);
    assertThat(findings.path("LOST").findValuesAsText("processName"))
        .containsExactly("svchost.exe -k netsvcs", "dns.exe");
    assertThat(findings.path("MOVED").findValuesAsText("processName"))
        .containsExactly("svchost.exe -k netsvcs", "dns.exe");
  }

  @Test
  void aSweepAloneIsAReport() throws IOException {
    JsonNode data = Report.data(ResultFixture.sweep());

    assertThat(data.path("sweep").path("runs")).hasSize(4);
    assertThat(data.has("alarms")).isFalse();
  }

  @Test
  void sectionsWithoutFilesAreLeftOut() throws IOException {
    Files.copy(ResultFixture.result().resolve("summary.json"), directory.resolve("summary.json"));

    assertThat(Report.data(directory).fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("summary", "name", "phrases");
  }

  @Test
  void aDirectoryWithoutAResultIsAUsersErrorThatSaysWhatToName() {
    assertThatThrownBy(() -> Report.data(directory))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(directory.toString())
        .hasMessageContaining("--out");
  }

  @Test
  void aDamagedFileIsNamedWithItsLine() throws IOException {
    Files.writeString(directory.resolve("summary.json"), "{}");
    Files.writeString(
        directory.resolve("scored-alarms.jsonl"), "{\"verdict\":\"NORMAL\"}\n{\"verdict\":");

    assertThatThrownBy(() -> Report.data(directory))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("scored-alarms.jsonl, line 2");
  }

  @Test
  void manyAlarmsMakeAPageOfBoundedSize() throws IOException {
    Path small = write(2_000);
    Path large = write(20_000);

    JsonNode alarms = Report.data(directory.resolve("20000")).path("alarms");
    assertThat(alarms.path("byVerdict").path("ABNORMAL").asInt()).isEqualTo(20_000);
    assertThat(alarms.path("top")).hasSize(AlarmSection.TOP);
    assertThat(Files.size(large)).isLessThan(Files.size(small) + 50_000);
  }

  private Path write(int alarms) throws IOException {
    Path result = Files.createDirectory(directory.resolve(Integer.toString(alarms)));
    Files.writeString(result.resolve("summary.json"), "{}");
    try (BufferedWriter out = Files.newBufferedWriter(result.resolve("scored-alarms.jsonl"))) {
      for (int i = 0; i < alarms; i++) {
        out.write(
            "{\"verdict\":\"ABNORMAL\",\"score\":%d,\"processId\":\"p%d\",\"processName\":\"p%d\",\"host\":\"h%d\",\"eventTime\":\"2026-03-%02dT08:%02d:00Z\",\"explanation\":\"%s\"}%n"
                .formatted(i % 100, i, i, i % 700, 1 + i % 28, i % 60, "x".repeat(i % 50)));
      }
    }
    Path file = result.resolve(Report.FILE);
    Report.write(result, file);
    return file;
  }

  private static JsonNode result(String section) throws IOException {
    return Report.data(ResultFixture.result()).path(section);
  }

  private static long total(JsonNode bins) {
    long total = 0;
    for (JsonNode bin : bins) {
      total += bin.asLong();
    }
    return total;
  }
}
