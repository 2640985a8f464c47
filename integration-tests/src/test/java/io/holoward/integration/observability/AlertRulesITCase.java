package io.holoward.integration.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.integration.observability.Dashboards.Alert;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the alert rules and dashboards promise without a running job. */
final class AlertRulesITCase {

  @Test
  void promtoolAcceptsTheRulesAndEachFiresWhenItHasTo() throws Exception {
    promtool("check", "rules", Dashboards.files("prometheus/rules", ".yml"));
    promtool("test", "rules", Dashboards.files("prometheus/tests", ".yml"));
  }

  private static void promtool(String command, String what, List<Path> files)
      throws IOException, InterruptedException {
    List<String> line =
        Stream.concat(
                Stream.of(Prometheus.program("promtool").toString(), command, what),
                files.stream().map(Path::toString))
            .toList();
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }

  @Test
  void eachAlertHasASeverityASummaryAndItsSectionInTheRunbook() {
    String runbook = Dashboards.read(ObservedJob.checkout().resolve("docs/runbook.md"));

    assertThat(Dashboards.alerts())
        .isNotEmpty()
        .allSatisfy(
            alert -> {
              assertThat(alert.labels()).containsKey("severity");
              assertThat(alert.labels().get("severity")).isIn("page", "ticket");
              assertThat(alert.annotations()).containsKey("summary");
              assertThat(alert.annotations().get("runbook_url"))
                  .isEqualTo("docs/runbook.md#" + alert.name().toLowerCase(Locale.ROOT));
              assertThat(section(runbook, alert)).contains("**Means.**", "**Do.**", "**Wake.**");
            });
  }

  private static String section(String runbook, Alert alert) {
    int begin = runbook.indexOf("\n## " + alert.name() + "\n");
    assertThat(begin).as("the section of " + alert.name()).isPositive();
    int end = runbook.indexOf("\n## ", begin + 1);
    return runbook.substring(begin, end < 0 ? runbook.length() : end);
  }

  @Test
  void theRunbookHasNoSectionOfAnAlertThereIsNot() {
    String runbook = Dashboards.read(ObservedJob.checkout().resolve("docs/runbook.md"));

    assertThat(
            runbook.lines().filter(line -> line.startsWith("## ")).map(line -> line.substring(3)))
        .containsExactlyInAnyOrderElementsOf(
            Dashboards.alerts().stream().map(Alert::name).toList());
  }

  @Test
  void dashboardsAskOnlyForMetricsOfTheJobThatAreDocumented() {
    assertThat(Dashboards.queries())
        .hasSizeGreaterThan(40)
        .allSatisfy(
            query ->
                assertThat(DocumentedMetrics.names())
                    .as(query.toString())
                    .containsAll(DocumentedMetrics.named(query.expression())));
  }
}
