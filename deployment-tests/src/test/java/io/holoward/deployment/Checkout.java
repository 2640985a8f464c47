package io.holoward.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files of the project that are deployed. */
final class Checkout {
  static final Path ROOT = Path.of(System.getProperty("checkout.dir")).normalize();
  static final Path DOCKER = ROOT.resolve("docker");
  static final Path FLINK_CONFIGURATION = ROOT.resolve("flink-conf/config.yaml");
  static final Path LOG_CONFIGURATION = ROOT.resolve("flink-conf/log4j-console.properties");

  private static final ObjectMapper JSON = new ObjectMapper();

  private Checkout() {}

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A YAML file of one document, with its anchors and merges resolved. */
  static JsonNode yaml(Path file) {
    return documents(text(file)).get(0);
  }

  /** The documents of a YAML text. */
  static List<JsonNode> documents(String text) {
    List<JsonNode> documents = new ArrayList<>();
    for (Object document : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(text)) {
      if (document != null) {
        documents.add(JSON.valueToTree(document));
      }
    }
    return documents;
  }

  /** Nested sections as keys with dots, {@code rest.port}. */
  static Map<String, String> flat(JsonNode sections) {
    Map<String, String> flat = new TreeMap<>();
    flatten("", sections, flat);
    return flat;
  }

  private static void flatten(String prefix, JsonNode node, Map<String, String> flat) {
    node.properties()
        .forEach(
            entry -> {
              String key = prefix + entry.getKey();
              if (entry.getValue().isObject()) {
                flatten(key + ".", entry.getValue(), flat);
              } else {
                flat.put(key, entry.getValue().asText());
              }
            });
  }

  /** All texts of a list. */
  static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(entry -> texts.add(entry.asText()));
    return texts;
  }

  /** One field of each object of a list. */
  static List<String> texts(JsonNode list, String field) {
    List<String> texts = new ArrayList<>();
    list.forEach(entry -> texts.add(entry.path(field).asText()));
    return texts;
  }
}
