package io.holoward.scoring.ecosystem;

import com.fasterxml.jackson.databind.JsonNode;
import io.holoward.detection.features.IpLiteral;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The fields of the Elastic Common Schema, as its own table lists them. */
final class EcsFields {

  private static final Pattern DATE =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");

  /** Fields with expected values, by the schema's reference. */
  private static final Map<String, Set<String>> EXPECTED =
      Map.of(
          "event.kind",
          Set.of("alert", "asset", "enrichment", "event", "metric", "state", "signal"),
          "event.category",
          Set.of("intrusion_detection", "network"),
          "event.type",
          Set.of("allowed", "connection", "denied", "info"),
          "event.outcome",
          Set.of("failure", "success", "unknown"),
          "network.direction",
          Set.of("ingress", "egress", "unknown"),
          "network.type",
          Set.of("ipv4", "ipv6"));

  private final Map<String, Field> fields = new HashMap<>();

  /**
   * A field.
   *
   * @param array whether its value is a list
   */
  record Field(String type, boolean array) {}

  EcsFields() {
    Json.text("ecs-fields.csv")
        .lines()
        .skip(1)
        .map(line -> line.split(",", -1))
        .forEach(row -> fields.put(row[0], new Field(row[1], row[2].equals("array"))));
  }

  /** Null where the schema has no such field. */
  Field field(String name) {
    return fields.get(name);
  }

  /** Whether a field is one of our own. */
  static boolean isCustom(String name) {
    return name.startsWith("holoward.");
  }

  /** The values of a document by the dotted names of their fields; lists stay whole. */
  static Map<String, JsonNode> flat(JsonNode document) {
    Map<String, JsonNode> values = new TreeMap<>();
    collect("", document, values);
    return values;
  }

  private static void collect(String prefix, JsonNode node, Map<String, JsonNode> values) {
    node.properties()
        .forEach(
            entry -> {
              String name = prefix + entry.getKey();
              JsonNode value = entry.getValue();
              if (value.isObject()) {
                collect(name + ".", value, values);
              } else if (value.isArray() && value.get(0).isObject()) {
                value.forEach(item -> collect(name + ".", item, values));
              } else {
                values.put(name, value);
              }
            });
  }

  /** A line for each field that the schema does not have or that has another type there. */
  List<String> problems(JsonNode document) {
    List<String> problems = new ArrayList<>();
    flat(document)
        .forEach(
            (name, value) -> {
              Field field = fields.get(name);
              if (isCustom(name)) {
                return;
              }
              if (field == null) {
                problems.add(name + " is no field");
              } else if (field.array() != value.isArray()) {
                problems.add(name + (field.array() ? " is no list" : " is a list"));
              } else {
                (value.isArray() ? value : List.of(value))
                    .forEach(item -> check(name, field.type(), item, problems));
              }
            });
    return problems;
  }

  private static void check(String name, String type, JsonNode value, List<String> problems) {
    boolean fits =
        switch (type) {
          case "keyword", "constant_keyword", "wildcard", "match_only_text" -> value.isTextual();
          case "long" -> value.isIntegralNumber();
          case "float" -> value.isNumber();
          case "boolean" -> value.isBoolean();
          case "date" -> DATE.matcher(value.asText()).matches();
          case "ip" -> value.isTextual() && IpLiteral.parse(value.asText()) != null;
          default -> throw new IllegalStateException("no check for type " + type);
        };
    if (!fits) {
      problems.add(name + " is no " + type + ": " + value);
    }
    if (EXPECTED.containsKey(name) && !EXPECTED.get(name).contains(value.asText())) {
      problems.add(name + " is not expected to be " + value);
    }
  }
}
