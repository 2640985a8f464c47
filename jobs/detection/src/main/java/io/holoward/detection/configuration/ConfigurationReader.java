package io.holoward.detection.configuration;

import io.holoward.detection.configuration.ValueType.Flaw;
import io.holoward.detection.configuration.ValueType.Unexpected;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads a configuration and collects everything that is wrong with it. */
final class ConfigurationReader {

  private final List<ConfigurationProblem> problems = new ArrayList<>();
  private final Map<String, Object> values = new HashMap<>();
  private final Map<String, String> places = new HashMap<>();

  private ConfigurationReader() {
    ConfigurationKeys.BY_PATH.forEach((path, key) -> values.put(path, key.defaultValue()));
  }

  static Configuration read(Path file, Collection<String> overrides) {
    if (Files.notExists(file)) {
      throw new ConfigurationException(
          List.of(
              new ConfigurationProblem(
                  file.toString(), "", "there is no such file; expected a YAML file")));
    }
    try {
      return read(file.toString(), Files.readString(file), overrides);
    } catch (IOException e) {
      throw new ConfigurationException(
          List.of(
              new ConfigurationProblem(
                  file.toString(), "", "cannot be read as UTF-8 text; expected a YAML file")));
    }
  }

  static Configuration read(String name, String yaml, Collection<String> overrides) {
    ConfigurationReader reader = new ConfigurationReader();
    reader.file(name, yaml);
    overrides.forEach(reader::override);
    return reader.finish();
  }

  private void file(String name, String yaml) {
    try {
      Node root = compose(yaml);
      if (root != null) {
        section(root, "", name);
      }
    } catch (MarkedYAMLException e) {
      problems.add(
          new ConfigurationProblem(place(name, e.getProblemMark()), "", "not YAML: " + reason(e)));
    } catch (YAMLException e) {
      problems.add(new ConfigurationProblem(name, "", "not YAML: " + e.getMessage()));
    }
  }

  private static Node compose(String yaml) {
    return new Yaml(new LoaderOptions()).compose(new StringReader(yaml));
  }

  private static String place(String name, Mark mark) {
    return mark == null ? name : name + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
  }

  private static String reason(MarkedYAMLException e) {
    return e.getContext() == null ? e.getProblem() : e.getContext() + ", " + e.getProblem();
  }

  private void section(Node node, String prefix, String name) {
    if (node instanceof ScalarNode && node.getTag().equals(Tag.NULL)) {
      return;
    }
    if (!(node instanceof MappingNode mapping)) {
      String key = prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1);
      problems.add(
          new ConfigurationProblem(
              place(name, node.getStartMark()), key, "expected keys with values"));
      return;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      String place = place(name, tuple.getKeyNode().getStartMark());
      if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
        problems.add(new ConfigurationProblem(place, prefix, "expected the name of a key"));
        continue;
      }
      String path = prefix + keyNode.getValue();
      if (ConfigurationKeys.isSection(path)) {
        section(tuple.getValueNode(), path + ".", name);
      } else if (!isKnown(path)) {
        unknown(path, place);
      } else if (places.putIfAbsent(path, place) != null) {
        problems.add(
            new ConfigurationProblem(
                place, path, "given twice, the first time at " + places.get(path)));
      } else {
        value(path, tuple.getValueNode(), part -> place(name, part.getStartMark()));
      }
    }
  }

  private void override(String override) {
    int equals = override.indexOf('=');
    String path = (equals < 0 ? override : override.substring(0, equals)).strip();
    String place = "--set " + (mayBeSecret(path) && equals >= 0 ? path + "=…" : override);
    if (equals < 0) {
      problems.add(new ConfigurationProblem(place, path, "expected key=value"));
      return;
    }
    places.put(path, place);
    try {
      Node node = compose(override.substring(equals + 1));
      if (node == null) {
        problems.add(new ConfigurationProblem(place, path, "expected a value after ="));
      } else {
        value(path, node, anywhere -> place);
      }
    } catch (YAMLException e) {
      problems.add(
          new ConfigurationProblem(
              place, path, "expected a YAML value; quote a text that begins with a sign"));
    }
  }

  /** Whether the value may not be repeated in a message; that of a mistyped key may be a secret. */
  private static boolean mayBeSecret(String path) {
    ConfigurationKey<?> key = ConfigurationKeys.BY_PATH.get(path);
    return key == null
        || key.isMap()
        || key.type().equals(PropertyTypes.SECRET)
        || key.type().equals(StorageKeys.POSTGRESQL_URL);
  }

  /**
   * Reads the value of a key.
   *
   * @param places where a node of the value stands
   */
  private void value(String path, Node node, Function<Node, String> places) {
    ConfigurationKey<?> key = ConfigurationKeys.BY_PATH.get(path);
    Optional<ConfigurationKey<?>> map = ConfigurationKeys.mapAbove(path);
    try {
      if (key != null) {
        boolean unset = node.getTag().equals(Tag.NULL) && key.defaultText() == null;
        values.put(path, unset ? null : key.read(node));
      } else if (map.isPresent()) {
        entry(map.get(), path.substring(map.get().path().length() + 1), node);
      } else if (ConfigurationKeys.isSection(path)) {
        throw new Unexpected("one of its keys, such as " + ConfigurationKeys.firstBelow(path));
      } else {
        unknown(path, places.apply(node));
      }
    } catch (Unexpected e) {
      problems.addAll(problems(path, node, places, e));
    }
  }

  @SuppressWarnings("unchecked")
  private void entry(ConfigurationKey<?> map, String name, Node node) throws Unexpected {
    ScalarNode nameNode = new ScalarNode(Tag.STR, name, null, null, ScalarStyle.DOUBLE_QUOTED);
    Node single = new MappingNode(Tag.MAP, List.of(new NodeTuple(nameNode, node)), FlowStyle.FLOW);
    SortedMap<String, PropertyValue> merged =
        new TreeMap<>((SortedMap<String, PropertyValue>) values.get(map.path()));
    merged.putAll((SortedMap<String, PropertyValue>) map.read(single));
    values.put(map.path(), merged);
  }

  private static boolean isKnown(String path) {
    return ConfigurationKeys.BY_PATH.containsKey(path)
        || ConfigurationKeys.mapAbove(path).isPresent();
  }

  private void unknown(String path, String place) {
    problems.add(
        new ConfigurationProblem(place, path, "unknown key; " + ConfigurationKeys.hint(path)));
  }

  private static List<ConfigurationProblem> problems(
      String path, Node node, Function<Node, String> places, Unexpected e) {
    if (mayBeSecret(path)) {
      return List.of(
          new ConfigurationProblem(places.apply(node), path, "expected " + e.getMessage()));
    }
    return Flaw.of(path, node, e).stream()
        .map(
            flaw ->
                new ConfigurationProblem(places.apply(flaw.node()), flaw.path(), flaw.message()))
        .toList();
  }

  private Configuration finish() {
    if (problems.isEmpty()) {
      Configuration configuration = RecordMapping.assemble(Configuration.class, values);
      Consistency.check(
          configuration,
          (path, message) ->
              problems.add(
                  new ConfigurationProblem(
                      places.getOrDefault(path, "default value"), path, message)));
      if (problems.isEmpty()) {
        return configuration;
      }
    }
    throw new ConfigurationException(problems);
  }
}
