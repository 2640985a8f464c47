package io.holoward.integration.observability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** The dashboards and the alert rules of the project, as they are shipped. */
final class Dashboards {
  private static final Path DOCKER = ObservedJob.checkout().resolve("docker");

  private Dashboards() {}

  /**
   * A query of a dashboard.
   *
   * @param dashboard its file
   * @param panel the title
   * @param expression in PromQL, variables of Grafana replaced
   */
  record Query(String dashboard, String panel, String expression) {}

  /**
   * A rule that raises an alert.
   *
   * @param annotations {@code summary} and {@code runbook_url} among them
   */
  record Alert(
      String name,
      String expression,
      Map<String, String> labels,
      Map<String, String> annotations) {}

  /** All queries of all dashboards. */
  static List<Query> queries() {
    List<Query> queries = new ArrayList<>();
    for (Path file : files("grafana/dashboards", ".json")) {
      JsonNode dashboard;
      try {
        dashboard = new ObjectMapper().readTree(file.toFile());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      for (JsonNode panel : dashboard.path("panels")) {
        for (JsonNode target : panel.path("targets")) {
          queries.add(
              new Query(
                  file.getFileName().toString(),
                  panel.path("title").asText(),
                  target.path("expr").asText().replace("$__rate_interval", "1m")));
        }
      }
    }
    return queries;
  }

  /** All alerts of all rule files. */
  @SuppressWarnings("unchecked") // What a rule file looks like, promtool has checked.
  static List<Alert> alerts() {
    List<Alert> alerts = new ArrayList<>();
    for (Path file : files("prometheus/rules", ".yml")) {
      Map<String, List<Map<String, Object>>> rules = new Yaml().load(read(file));
      for (Map<String, Object> group : rules.get("groups")) {
        for (Map<String, Object> rule : (List<Map<String, Object>>) group.get("rules")) {
          alerts.add(
              new Alert(
                  (String) rule.get("alert"),
                  (String) rule.get("expr"),
                  (Map<String, String>) rule.get("labels"),
                  (Map<String, String>) rule.get("annotations")));
        }
      }
    }
    return alerts;
  }

  /** The files of a directory below {@code docker}. */
  static List<Path> files(String directory, String suffix) {
    try (Stream<Path> files = Files.list(DOCKER.resolve(directory))) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
