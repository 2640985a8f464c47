package io.holoward.scoring.ecosystem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holoward.scoring.ecosystem.OcsfSchema.Definition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What is wrong with an event, by OCSF's own schema. */
final class OcsfValidation {

  /** Written by the schema's compiler: the files themselves do not list their values. */
  private static final Set<String> COMPUTED = Set.of("class_uid", "category_uid", "type_uid");

  private final OcsfSchema schema;
  private final Set<String> profiles = new HashSet<>();
  private final List<String> problems = new ArrayList<>();

  private OcsfValidation(OcsfSchema schema) {
    this.schema = schema;
  }

  /** A line for each problem; none for a valid detection finding. */
  static List<String> problems(OcsfSchema schema, JsonNode event) {
    OcsfValidation validation = new OcsfValidation(schema);
    event.path("metadata").path("profiles").forEach(name -> validation.profiles.add(name.asText()));
    Definition detectionFinding = schema.detectionFinding();
    validation.checkObject(event, detectionFinding, "");
    validation.checkClass(event, detectionFinding);
    validation.checkObservables(event);
    return validation.problems;
  }

  private void checkObject(JsonNode object, Definition definition, String path) {
    if (!object.isObject()) {
      problems.add(path + " is no object");
      return;
    }
    object
        .properties()
        .forEach(
            field -> {
              String place = path + "/" + field.getKey();
              ObjectNode attribute = definition.attributes().get(field.getKey());
              if (attribute == null) {
                problems.add(place + " is no attribute");
              } else {
                checkAttribute(field.getValue(), field.getKey(), attribute, place);
                checkSibling(object, field.getValue(), attribute, place);
              }
            });
    definition
        .attributes()
        .forEach(
            (name, attribute) -> {
              boolean required = attribute.path("requirement").asText().equals("required");
              if (required && isOfActiveProfile(attribute) && !object.has(name)) {
                problems.add(path + "/" + name + " is missing");
              }
            });
    checkConstraints(object, definition, path);
  }

  private boolean isOfActiveProfile(ObjectNode attribute) {
    JsonNode profile = attribute.path("profile");
    return !profile.isTextual() || profiles.contains(profile.asText());
  }

  private void checkAttribute(JsonNode value, String name, ObjectNode attribute, String place) {
    if (!isOfActiveProfile(attribute)) {
      problems.add(place + " belongs to a profile that is not named: " + attribute.get("profile"));
    }
    if (attribute.has("@deprecated")) {
      problems.add(place + " is deprecated");
    }
    if (!attribute.path("is_array").asBoolean()) {
      checkValue(value, name, attribute, place);
    } else if (!value.isArray()) {
      problems.add(place + " is no array");
    } else {
      for (int i = 0; i < value.size(); i++) {
        checkValue(value.get(i), name, attribute, place + "/" + i);
      }
    }
  }

  private void checkValue(JsonNode value, String name, ObjectNode attribute, String place) {
    String type = attribute.path("type").asText();
    if (type.equals("object")) {
      // Whatever the producer likes.
      return;
    }
    if (schema.type(type) == null) {
      checkObject(value, schema.object(type), place);
      return;
    }
    checkType(value, type, place);
    JsonNode allowed = attribute.path("enum");
    if (allowed.isObject()
        && !COMPUTED.contains(name)
        && !place.startsWith("/observables")
        && !allowed.has(value.asText())) {
      problems.add(place + " is none of the enumeration: " + value);
    }
  }

  private void checkType(JsonNode value, String name, String place) {
    JsonNode type = schema.type(name);
    String base = type.path("type").asText(name);
    boolean fits =
        switch (base) {
          case "string_t" -> value.isTextual();
          case "integer_t", "long_t" -> value.isIntegralNumber();
          case "float_t" -> value.isNumber();
          case "boolean_t" -> value.isBoolean();
          default -> throw new IllegalStateException("no check for type " + base);
        };
    if (!fits) {
      problems.add(place + " is no " + name + ": " + value);
    }
    if (type.has("regex") && !Pattern.matches(type.get("regex").asText(), value.asText())) {
      problems.add(place + " does not look like " + name + ": " + value);
    }
    if (type.has("max_len") && value.asText().length() > type.get("max_len").asInt()) {
      problems.add(place + " is too long: " + value);
    }
    if (type.has("range")
        && (value.asLong() < type.get("range").get(0).asLong()
            || value.asLong() > type.get("range").get(1).asLong())) {
      problems.add(place + " is out of range: " + value);
    }
  }

  /** Beside the number of an enumeration stands its caption. */
  private void checkSibling(JsonNode object, JsonNode value, ObjectNode attribute, String place) {
    JsonNode caption = attribute.path("enum").path(value.asText()).path("caption");
    JsonNode sibling = object.path(attribute.path("sibling").asText());
    if (caption.isTextual() && sibling.isTextual() && !caption.equals(sibling)) {
      problems.add(place + " means " + caption + ", not " + sibling);
    }
  }

  private void checkConstraints(JsonNode object, Definition definition, String path) {
    if (definition.constraints() == null) {
      return;
    }
    definition
        .constraints()
        .properties()
        .forEach(
            constraint -> {
              long present = 0;
              for (JsonNode name : constraint.getValue()) {
                present += object.has(name.asText()) ? 1 : 0;
              }
              boolean met = constraint.getKey().equals("at_least_one") ? present > 0 : present == 1;
              if (!met) {
                problems.add(path + " needs " + constraint);
              }
            });
  }

  private void checkClass(JsonNode event, Definition definition) {
    JsonNode finding = definition.file();
    int category = schema.category("findings").path("uid").asInt();
    int type = category * 1000 + finding.path("uid").asInt();
    int activity = event.path("activity_id").asInt();
    String name = finding.path("caption").asText();
    expect(event, "category_uid", Integer.toString(category));
    expect(event, "category_name", schema.category("findings").path("caption").asText());
    expect(event, "class_uid", Integer.toString(type));
    expect(event, "class_name", name);
    expect(event, "type_uid", Long.toString(type * 100L + activity));
    expect(event, "type_name", name + ": " + event.path("activity_name").asText());
  }

  private void expect(JsonNode event, String field, String value) {
    if (!event.path(field).asText().equals(value)) {
      problems.add("/" + field + " has to be " + value);
    }
  }

  /** Each is of a kind there is, and says what stands where it points. */
  private void checkObservables(JsonNode event) {
    Map<Integer, String> kinds = schema.observables();
    for (JsonNode observable : event.path("observables")) {
      String kind = kinds.get(observable.path("type_id").asInt(-1));
      if (kind == null || !kind.equals(observable.path("type").asText())) {
        problems.add("there is no such kind of observable: " + observable);
      }
      String place = observable.path("name").asText().replaceAll("\\[(\\d+)]", ".$1");
      if (!event.at("/" + place.replace('.', '/')).equals(observable.path("value"))) {
        problems.add("an observable is not where it points: " + observable);
      }
    }
  }
}
