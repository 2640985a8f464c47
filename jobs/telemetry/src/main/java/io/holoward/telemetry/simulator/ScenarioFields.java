package io.holoward.telemetry.simulator;

import io.holoward.detection.configuration.ConfigurationProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The keys of one mapping of a scenario file. What is wrong with a value is noted with its place,
 * and the value taken for null or for what it is when left out; so everything that is wrong is told
 * at once.
 */
final class ScenarioFields {

  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Node node;
  private final String path;
  private final Problems problems;

  /** What is wrong with a file. */
  record Problems(String file, List<ConfigurationProblem> list) {
    void add(Node node, String path, String message) {
      String place = file + ':' + (node.getStartMark().getLine() + 1);
      String column = ":" + (node.getStartMark().getColumn() + 1);
      list.add(new ConfigurationProblem(place + column, path, message));
    }
  }

  /**
   * @param node what should be a mapping
   * @param path of the mapping in the file; empty for the file itself
   * @param keys that it may have
   */
  ScenarioFields(Node node, String path, List<String> keys, Problems problems) {
    this.node = node;
    this.path = path;
    this.problems = problems;
    if (!(node instanceof MappingNode mapping)) {
      problems.add(node, path, "expected a mapping with " + String.join(", ", keys));
      return;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
      if (!keys.contains(key)) {
        problems.add(
            tuple.getKeyNode(), at(key), "unknown key; expected one of " + String.join(", ", keys));
      } else if (values.put(key, tuple.getValueNode()) != null) {
        problems.add(tuple.getKeyNode(), at(key), "given twice; expected each key once");
      }
    }
  }

  private String at(String key) {
    return path.isEmpty() || key.isEmpty() ? path + key : path + '.' + key;
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  /** Notes that something is wrong with the mapping, or with one of its keys where it is there. */
  void reject(String key, String message) {
    problems.add(values.getOrDefault(key, node), at(key), message);
  }

  /**
   * The value of a key that has to be there; null where it is not or is wrong.
   *
   * @param type reads it; what it expects is the message of its IllegalArgumentException
   */
  <T> T required(String key, Function<String, T> type) {
    return required(key, type, null);
  }

  /** Likewise, but another value where it is not or is wrong. */
  <T> T required(String key, Function<String, T> type, T wrong) {
    if (!has(key)) {
      problems.add(node, at(key), "missing; expected a value");
    }
    return optional(key, type, wrong);
  }

  /** The value of a key, or another one where it is absent or wrong. */
  <T> T optional(String key, Function<String, T> type, T absent) {
    Node value = values.get(key);
    return value == null ? absent : scalar(value, at(key), type, absent);
  }

  private <T> T scalar(Node value, String where, Function<String, T> type, T wrong) {
    if (!(value instanceof ScalarNode scalar)) {
      problems.add(value, where, "expected a single value");
      return wrong;
    }
    try {
      return type.apply(scalar.getValue().strip());
    } catch (IllegalArgumentException e) {
      problems.add(value, where, e.getMessage() + ", found " + scalar.getValue());
      return wrong;
    }
  }

  /** The values of a key that is a list or a single value; without those that are wrong. */
  <T> List<T> list(String key, Function<String, T> type) {
    List<T> list = new ArrayList<>();
    for (Map.Entry<String, Node> element : elements(key).entrySet()) {
      T value = scalar(element.getValue(), element.getKey(), type, null);
      if (value != null) {
        list.add(value);
      }
    }
    return list;
  }

  /** The mappings of a key that is a list of them. */
  List<ScenarioFields> sections(String key, List<String> keys) {
    List<ScenarioFields> sections = new ArrayList<>();
    elements(key).forEach((where, n) -> sections.add(new ScenarioFields(n, where, keys, problems)));
    return sections;
  }

  private Map<String, Node> elements(String key) {
    Map<String, Node> elements = new LinkedHashMap<>();
    Node value = values.get(key);
    if (value instanceof SequenceNode sequence) {
      for (Node element : sequence.getValue()) {
        elements.put(at(key) + '[' + elements.size() + ']', element);
      }
    } else if (value != null) {
      elements.put(at(key), value);
    }
    return elements;
  }

  /** The mapping of a key; null where it is absent. */
  ScenarioFields section(String key, List<String> keys) {
    return has(key) ? new ScenarioFields(values.get(key), at(key), keys, problems) : null;
  }
}
