package io.holoward.integration.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.holoward.integration.cluster.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What a person on call sees of a running job: its metrics as a real Prometheus scrapes them from a
 * cluster of processes, the queries of the dashboards and alerts, and the canary.
 */
@Tag("faults")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ObservabilityITCase {
  private static final Duration BOUND = Duration.ofMinutes(4);
  private static final String PREFIX = "flink_taskmanager_job_task_operator_holoward_";

  /** What a metric is called in an expression. */
  private static final Pattern METRIC = Pattern.compile("\\b(?:flink|holoward_canary)_\\w+");

  private static Path directory;
  private static ObservedJob job;
  private static CanaryRun canary;
  private static int canaryPort;
  private static Prometheus prometheus;

  @BeforeAll
  static void observeAJobUntilItsCanaryIsFound() throws IOException {
    directory = Path.of(System.getProperty("work.dir")).resolveSibling("observability");
    Files.createDirectories(directory);
    job = ObservedJob.start(directory);
    canaryPort = MetricsPorts.freePort();
    canary =
        new CanaryRun(
                job.file(),
                "--interval=PT15S",
                "--deadline=PT15S",
                "--listen=127.0.0.1:" + canaryPort)
            .start();
    try {
      Await.until("the canary is found", BOUND, () -> canary.output().contains(" found after "));
    } catch (IllegalStateException e) {
      throw new IllegalStateException(canary.output(), e);
    }
  }

  @AfterAll
  static void end() {
    if (prometheus != null) {
      prometheus.close();
    }
    if (canary != null) {
      canary.close();
    }
    if (job != null) {
      job.close();
    }
  }

  @Test
  @Order(1)
  void everyMetricIsDocumentedAndEveryDocumentedMetricIsServed() throws IOException {
    String all = String.join("\n", job.scrape()) + MetricsPorts.get(canaryPort);
    Files.writeString(directory.resolve("metrics.txt"), all);

    assertThat(DocumentedMetrics.served(all)).isEqualTo(DocumentedMetrics.names());
  }

  @Test
  @Order(2)
  void theCanaryIsFoundAsAbnormalOnceItsProcessWasLearned() {
    assertThat(canary.output()).contains("the process was taught now");
    assertThat(new CanaryRun(job.file(), "--once", "--deadline=PT60S").execute()).isZero();
    assertThat(MetricsPorts.get(canaryPort))
        .containsPattern("holoward_canary_found_total [1-9]")
        .containsPattern("holoward_canary_round_trip_seconds \\d");
  }

  @Test
  @Order(3)
  void whatPrometheusScrapesAddsUp() {
    countsAddUp(prometheus());
  }

  @Test
  @Order(4)
  void everyQueryOfTheDashboardsHasData() throws IOException {
    everyDashboardHasData(prometheus());
  }

  @Test
  @Order(5)
  void everyAlertIsAboutMetricsThereAreAndSilentWhereAllIsWell() {
    everyAlertIsAboutMetricsThereAre(prometheus());
  }

  /** One for all tests, once it has scraped for a minute; without the program they are skipped. */
  private static Prometheus prometheus() {
    if (prometheus == null) {
      prometheus =
          Prometheus.start(directory.resolve("prometheus"), job.metricsPorts(), canaryPort);
      Await.until(
          "all is scraped for a while",
          BOUND,
          () -> value(prometheus, "min(count_over_time(up[1m]))") >= 6);
    }
    return prometheus;
  }

  private static void countsAddUp(Prometheus prometheus) {
    Await.until(
        "what was read is decoded or dead-lettered",
        BOUND,
        () ->
            value(prometheus, "min(up)") == 1
                && sum(prometheus, "source_read")
                    == sum(prometheus, "source_decoded") + sum(prometheus, "source_deadLettered"));
    assertThat(sum(prometheus, "source_deadLettered")).isEqualTo(1);
    assertThat(sum(prometheus, "source_errorClass_deadLettersByClass{errorClass=\"wrong-magic\"}"))
        .isEqualTo(1);
    assertThat(sum(prometheus, "source_reason_ignored{reason=\"tombstone\"}")).isEqualTo(1);
    assertThat(sum(prometheus, "phase_processes{phase=\"protected\"}")).isGreaterThan(1);
    assertThat(sum(prometheus, "verdict_detector_findings{verdict=\"ABNORMAL\"}")).isPositive();
    assertThat(sum(prometheus, "cache_cacheHits{cache=\"profiles\"}")).isPositive();
    // The processes of the cluster are scraped one after the other, while the job goes on.
    Await.until(
        "each finding has its lag",
        BOUND,
        () ->
            value(prometheus, "min(up)") == 1
                && sum(prometheus, "le_findingLagSeconds{le=\"+Inf\"}")
                    == sum(prometheus, "verdict_detector_findings"));
  }

  private static double sum(Prometheus prometheus, String metric) {
    return value(prometheus, "sum(" + PREFIX + metric + ")");
  }

  private static double value(Prometheus prometheus, String expression) {
    JsonNode result = prometheus.query(expression);
    return result.isEmpty() ? 0 : result.get(0).path("value").get(1).asDouble();
  }

  /** Writes what each query gives: the pictures there would be in a Grafana. */
  private static void everyDashboardHasData(Prometheus prometheus) throws IOException {
    StringBuilder table =
        new StringBuilder("| dashboard | panel | series | first |\n|---|---|---|---|\n");
    Set<String> empty = new TreeSet<>();
    for (Dashboards.Query query : Dashboards.queries()) {
      JsonNode result = prometheus.query(query.expression());
      if (result.isEmpty()) {
        empty.add(query.toString());
      } else {
        table.append(
            "| %s | %s | %d | %s |%n"
                .formatted(
                    query.dashboard(),
                    query.panel(),
                    result.size(),
                    result.get(0).path("value").get(1).asText()));
      }
    }
    Files.writeString(directory.resolve("dashboards.md"), table);
    assertThat(empty).isEmpty();
  }

  private static void everyAlertIsAboutMetricsThereAre(Prometheus prometheus) {
    List<Dashboards.Alert> alerts = Dashboards.alerts();
    for (Dashboards.Alert alert : alerts) {
      prometheus.query(alert.expression());
      Matcher metric = METRIC.matcher(alert.expression());
      while (metric.find()) {
        assertThat(prometheus.query(metric.group())).as(alert + " " + metric.group()).isNotEmpty();
      }
    }
    int loaded = 0;
    for (JsonNode group : prometheus.rules()) {
      for (JsonNode rule : group.path("rules")) {
        assertThat(rule.path("health").asText()).as(rule.toString()).isEqualTo("ok");
        assertThat(rule.path("state").asText())
            .as(rule.path("name").asText())
            .isNotEqualTo("firing");
        loaded++;
      }
    }
    assertThat(loaded).isEqualTo(alerts.size());
  }

  @Test
  @Order(6)
  void withoutAJobTheCanaryIsMissedAndSaysSo() {
    job.cancel();

    CanaryRun once = new CanaryRun(job.file(), "--once", "--deadline=PT3S");
    assertThat(once.execute()).isEqualTo(1);
    assertThat(once.output()).contains("missed: no alarm within 3 s");
  }
}
