package io.holoward.scoring.ecosystem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The schema of the Open Cybersecurity Schema Framework as its files say it: what a file extends
 * and includes is resolved, and every attribute is completed by the dictionary.
 */
final class OcsfSchema {

  private static final String ROOT = "ocsf/";

  private final JsonNode dictionary = Json.resource(ROOT + "dictionary.json");
  private final JsonNode categories = Json.resource(ROOT + "categories.json");
  private final Map<String, Definition> definitions = new HashMap<>();

  /**
   * A class or an object.
   *
   * @param attributes by name, complete
   * @param constraints null where there are none
   */
  record Definition(JsonNode file, Map<String, ObjectNode> attributes, JsonNode constraints) {}

  /** The class of a detection finding. */
  Definition detectionFinding() {
    return definition("events/findings/detection_finding.json");
  }

  Definition object(String name) {
    return definition("objects/" + name + ".json");
  }

  /** A type such as {@code ip_t}; null where the name is that of an object. */
  JsonNode type(String name) {
    return dictionary.path("types").path("attributes").get(name);
  }

  JsonNode category(String name) {
    return categories.path("attributes").path(name);
  }

  /** The kinds of observable: the types, attributes and objects that say they are one. */
  Map<Integer, String> observables() {
    Map<Integer, String> kinds = new TreeMap<>(Map.of(0, "Unknown", 99, "Other"));
    dictionary.path("types").path("attributes").forEach(type -> addObservable(kinds, type));
    dictionary.path("attributes").forEach(attribute -> addObservable(kinds, attribute));
    return kinds;
  }

  private static void addObservable(Map<Integer, String> kinds, JsonNode definition) {
    if (definition.has("observable")) {
      kinds.put(definition.get("observable").asInt(), definition.path("caption").asText());
    }
  }

  private Definition definition(String path) {
    Definition known = definitions.get(path);
    if (known == null) {
      known = read(path);
      definitions.put(path, known);
    }
    return known;
  }

  private Definition read(String path) {
    JsonNode file = Json.resource(ROOT + path);
    Map<String, ObjectNode> attributes = new TreeMap<>();
    JsonNode constraints = file.get("constraints");
    if (file.has("extends")) {
      Definition parent = definition(parentPath(path, file.get("extends").asText()));
      parent.attributes().forEach((name, attribute) -> attributes.put(name, attribute.deepCopy()));
      constraints = constraints == null ? parent.constraints() : constraints;
    }
    JsonNode own = file.path("attributes");
    own.path("$include").forEach(profile -> include(profile.asText(), attributes));
    own.properties()
        .forEach(
            entry -> {
              if (!entry.getKey().startsWith("$")) {
                overlay(attributes, entry.getKey(), entry.getValue());
              }
            });
    return new Definition(file, attributes, constraints);
  }

  private static String parentPath(String path, String parent) {
    if (path.startsWith("objects/")) {
      return "objects/" + parent + ".json";
    }
    return parent.equals("base_event")
        ? "events/base_event.json"
        : "events/findings/" + parent + ".json";
  }

  /** An attribute that comes with a profile may only be used where the profile is named. */
  private void include(String path, Map<String, ObjectNode> attributes) {
    JsonNode profile = Json.resource(ROOT + path);
    profile
        .path("attributes")
        .properties()
        .forEach(
            entry -> {
              overlay(attributes, entry.getKey(), entry.getValue());
              attributes.get(entry.getKey()).put("profile", profile.get("name").asText());
            });
  }

  private void overlay(Map<String, ObjectNode> attributes, String name, JsonNode changes) {
    JsonNode general = dictionary.path("attributes").get(name);
    if (general == null) {
      throw new IllegalStateException("the dictionary has no attribute " + name);
    }
    ObjectNode attribute = attributes.computeIfAbsent(name, absent -> general.deepCopy());
    changes
        .properties()
        .forEach(
            entry -> {
              if (entry.getKey().equals("enum") && attribute.has("enum")) {
                ((ObjectNode) attribute.get("enum")).setAll((ObjectNode) entry.getValue());
              } else {
                attribute.set(entry.getKey(), entry.getValue());
              }
            });
  }
}
