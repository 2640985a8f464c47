package io.holoward.detection.configuration;

import io.holoward.detection.configuration.ValueType.Unexpected;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** The types of secrets, and of the client properties among which there may be secrets. */
final class PropertyTypes {

  private static final String REFERENCE = "a secret as {file: PATH} or {env: NAME}";

  /** Names of client properties whose values must not stand in a file that people share. */
  private static final Pattern SECRET_NAME =
      Pattern.compile(
          ".*(password|passwd|secret|jaas\\.config|user\\.info|keystore\\.key|credentials).*");

  static final ValueType<Secret> SECRET =
      new ValueType<>(
          "secret", "{file: PATH} or {env: NAME}", PropertyTypes::secret, PropertyTypes::write);

  static final ValueType<SortedMap<String, PropertyValue>> PROPERTIES =
      new ValueType<>(
          "map of text",
          "values are texts or secrets",
          PropertyTypes::properties,
          PropertyTypes::write);

  private PropertyTypes() {}

  private static Secret secret(Node node) throws Unexpected {
    if (!(node instanceof MappingNode mapping)
        || mapping.getValue().size() != 1
        || !(mapping.getValue().get(0).getKeyNode() instanceof ScalarNode origin)) {
      throw new Unexpected(REFERENCE + ", never the secret itself");
    }
    String name = ValueTypes.text(mapping.getValue().get(0).getValueNode());
    return switch (origin.getValue()) {
      case "file" -> new Secret(Secret.Origin.FILE, name);
      case "env" -> new Secret(Secret.Origin.ENV, name);
      default -> throw new Unexpected(REFERENCE);
    };
  }

  private static SortedMap<String, PropertyValue> properties(Node node) throws Unexpected {
    if (!(node instanceof MappingNode mapping)) {
      throw new Unexpected("a map of property names to texts or secrets");
    }
    SortedMap<String, PropertyValue> properties = new TreeMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String name = ValueTypes.text(tuple.getKeyNode());
      if (properties.put(name, property(name, tuple.getValueNode())) != null) {
        throw new Unexpected("each property once, not " + name + " again");
      }
    }
    return properties;
  }

  private static PropertyValue property(String name, Node node) throws Unexpected {
    if (node instanceof MappingNode) {
      return new PropertyValue.Hidden(secret(node));
    }
    if (SECRET_NAME.matcher(name.toLowerCase(Locale.ROOT)).matches()) {
      throw new Unexpected(REFERENCE + " for " + name + ", never the secret itself");
    }
    return new PropertyValue.Text(
        ValueTypes.scalar(node, "a text or " + REFERENCE + " for " + name));
  }

  private static String write(Secret secret) {
    return "{"
        + secret.origin().name().toLowerCase(Locale.ROOT)
        + ": "
        + ValueTypes.quote(secret.name())
        + "}";
  }

  private static String write(SortedMap<String, PropertyValue> properties) {
    return properties.entrySet().stream()
        .map(PropertyTypes::write)
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String write(Map.Entry<String, PropertyValue> property) {
    String value;
    if (property.getValue() instanceof PropertyValue.Hidden hidden) {
      value = write(hidden.secret());
    } else {
      value = ValueTypes.quote(property.getValue().resolve());
    }
    return ValueTypes.quote(property.getKey()) + ": " + value;
  }
}
