package io.holoward.benchmarks.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** All that was measured, for programs: what every run gave. */
final class Json {

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private static final String SECTIONS = "sections";
  private static final String AT_LEAST = "atLeast";
  private static final String AT_MOST = "atMost";

  private Json() {}

  static byte[] of(Results results) throws IOException {
    ObjectNode root = MAPPER.createObjectNode();
    ArrayNode sections = root.putArray(SECTIONS);
    for (Measured measured : results.measured()) {
      Section section = measured.section();
      ObjectNode node = sections.addObject();
      node.put("part", section.part());
      node.put("title", section.title());
      node.put("date", measured.date().toString());
      node.set("machine", MAPPER.valueToTree(measured.machine()));
      node.set("effort", MAPPER.valueToTree(measured.effort()));
      section.notes().forEach(node.putArray("notes")::add);
      ArrayNode figures = node.putArray("figures");
      section.figures().forEach(figure -> add(figures.addObject(), figure));
    }
    return MAPPER.writeValueAsBytes(root);
  }

  private static void add(ObjectNode node, Figure figure) {
    node.put("name", figure.name());
    node.put("unit", figure.unit());
    node.put("median", figure.median());
    figure.samples().forEach(node.putArray("samples")::add);
    figure
        .goal()
        .ifPresent(
            goal -> {
              node.put(goal.least() ? AT_LEAST : AT_MOST, goal.bound());
              node.put("reached", goal.isReached(figure.median()));
            });
  }

  /**
   * Reads what was written.
   *
   * @throws IOException when it is no JSON
   * @throws IllegalArgumentException when it is, and something is missing
   */
  static Results read(byte[] json) throws IOException {
    List<Measured> measured = new ArrayList<>();
    for (JsonNode node : MAPPER.readTree(json).required(SECTIONS)) {
      List<String> notes = new ArrayList<>();
      node.required("notes").forEach(note -> notes.add(note.asText()));
      List<Figure> figures = new ArrayList<>();
      node.required("figures").forEach(figure -> figures.add(figure(figure)));
      measured.add(
          new Measured(
              new Section(
                  node.required("part").asText(), node.required("title").asText(), notes, figures),
              MAPPER.treeToValue(node.required("machine"), Machine.class),
              Instant.parse(node.required("date").asText()),
              MAPPER.treeToValue(node.required("effort"), Effort.class)));
    }
    return new Results(measured);
  }

  private static Figure figure(JsonNode node) {
    List<Double> samples = new ArrayList<>();
    node.required("samples").forEach(sample -> samples.add(sample.asDouble()));
    Figure figure =
        Figure.of(node.required("name").asText(), node.required("unit").asText(), samples);
    if (node.has(AT_LEAST)) {
      return figure.meant(Goal.atLeast(node.get(AT_LEAST).asDouble()));
    }
    return node.has(AT_MOST) ? figure.meant(Goal.atMost(node.get(AT_MOST).asDouble())) : figure;
  }
}
