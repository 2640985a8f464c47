package io.holoward.integration.observability;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The metrics of the job and of the canary that docs/observability.md describes. */
final class DocumentedMetrics {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(holoward_[A-Za-z_]+)` \\|");

  private static final Pattern NAME =
      Pattern.compile("\\b(?:flink_taskmanager_job_task_operator_)?(holoward_[A-Za-z_]+)");

  private DocumentedMetrics() {}

  /** Their names; those of the job without what Flink puts before them. */
  static Set<String> names() {
    Set<String> names = new TreeSet<>();
    String text = Dashboards.read(ObservedJob.checkout().resolve("docs/observability.md"));
    Matcher row = ROW.matcher(text);
    while (row.find()) {
      names.add(row.group(1));
    }
    return names;
  }

  /** Those in an expression. */
  static Set<String> named(String expression) {
    Set<String> names = new TreeSet<>();
    Matcher metric = NAME.matcher(expression);
    while (metric.find()) {
      names.add(metric.group(1));
    }
    return names;
  }

  /** Those in what Prometheus scrapes. */
  static Set<String> served(String text) {
    Set<String> names = new TreeSet<>();
    Matcher series =
        Pattern.compile("(?m)^(?:flink_taskmanager_job_task_operator_)?(holoward_[A-Za-z_]+)[ {]")
            .matcher(text);
    while (series.find()) {
      names.add(series.group(1));
    }
    return names;
  }
}
