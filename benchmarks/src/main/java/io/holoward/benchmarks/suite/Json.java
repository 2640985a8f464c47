package io.holoward.benchmarks.suite;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** All that was measured, for programs: what every run gave. */
final class Json {

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private Json() {}

  static byte[] of(Results results) throws IOException {
    ObjectNode root = MAPPER.createObjectNode();
    ObjectNode machine = root.putObject("machine");
    results.machine().lines().forEach(machine::put);
    root.put("quick", results.effort().quick());
    root.put("rounds", results.effort().rounds());
    root.put("seconds", results.took().toSeconds());
    ArrayNode sections = root.putArray("sections");
    for (Section section : results.sections()) {
      ObjectNode node = sections.addObject();
      node.put("part", section.part());
      node.put("title", section.title());
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
              node.put(goal.least() ? "atLeast" : "atMost", goal.bound());
              node.put("reached", goal.isReached(figure.median()));
            });
  }
}
