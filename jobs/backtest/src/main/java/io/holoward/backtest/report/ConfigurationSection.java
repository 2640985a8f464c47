package io.holoward.backtest.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holoward.backtest.ResultFiles;
import io.holoward.detection.configuration.Configuration;
import io.holoward.telemetry.input.InputException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** The effective configuration: what differs from the defaults, and all of it. */
final class ConfigurationSection implements Section {

  private static final int MAX_TEXT = 100_000;

  @Override
  public String name() {
    return "configuration";
  }

  @Override
  public Optional<JsonNode> read(ResultDirectory result) throws IOException {
    Optional<String> text = result.text(ResultFiles.CONFIGURATION);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> defaults = flat(Configuration.of().render());
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode changed = json.putArray("changed");
    values(result)
        .forEach(
            (key, value) -> {
              if (!value.equals(defaults.get(key))) {
                changed
                    .addObject()
                    .put("key", key)
                    .put("value", value)
                    .put("default", defaults.get(key));
              }
            });
    json.put("text", text.get().substring(0, Math.min(MAX_TEXT, text.get().length())));
    return Optional.of(json);
  }

  /** The values of the effective configuration by key; none where the file is absent. */
  static Map<String, String> values(ResultDirectory result) throws IOException {
    try {
      return result
          .text(ResultFiles.CONFIGURATION)
          .map(ConfigurationSection::flat)
          .orElse(Map.of());
    } catch (YAMLException e) {
      throw new InputException(
          result.path().resolve(ResultFiles.CONFIGURATION)
              + " is no YAML; repeat the backtest: "
              + e.getMessage());
    }
  }

  /** The values of a YAML text by key, such as {@code score.threshold.k}. */
  static Map<String, String> flat(String yaml) {
    Map<String, String> values = new TreeMap<>();
    flatten("", new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml), values);
    return values;
  }

  private static void flatten(String path, Object value, Map<String, String> values) {
    if (value instanceof Map<?, ?> section && !section.isEmpty()) {
      section.forEach(
          (name, member) ->
              flatten(path.isEmpty() ? name.toString() : path + "." + name, member, values));
    } else if (value != null) {
      values.put(path, value.toString());
    }
  }
}
