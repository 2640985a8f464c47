package io.holoward.benchmarks.suite;

import java.util.List;

/**
 * What a part of the benchmark found, or one comparison of it.
 *
 * @param part the name of the part
 * @param title what was compared
 * @param notes how: sizes, traffic, settings; a sentence each
 * @param figures what came out
 */
public record Section(String part, String title, List<String> notes, List<Figure> figures) {

  public Section {
    notes = List.copyOf(notes);
    figures = List.copyOf(figures);
  }

  /** Of a part that did not come to its end. */
  static Section failed(Part part, String reason) {
    return new Section(
        part.name(), part.title(), List.of("It did not come to its end: " + reason), List.of());
  }
}
