package io.holoward.benchmarks.suite;

import java.util.ArrayList;
import java.util.List;

/** All that was measured, in the order of the parts. */
record Results(List<Measured> measured) {

  Results {
    measured = List.copyOf(measured);
  }

  /** Nothing yet. */
  static Results none() {
    return new Results(List.of());
  }

  /**
   * With what a part found now first.
   *
   * @param isComplete whether the part has come to its end, so that what it found earlier under
   *     titles that it no longer has is out of date
   */
  Results with(String part, List<Measured> found, boolean isComplete) {
    List<Measured> all = new ArrayList<>(found);
    measured.stream()
        .filter(one -> !one.isOf(part) || !isComplete)
        .filter(one -> found.stream().noneMatch(one::compares))
        .forEach(all::add);
    return new Results(all);
  }

  /** Only those of these parts, in their order. */
  Results inOrderOf(List<String> parts) {
    return new Results(
        parts.stream().flatMap(part -> measured.stream().filter(one -> one.isOf(part))).toList());
  }

  List<Section> sections() {
    return measured.stream().map(Measured::section).toList();
  }

  List<Figure> withGoal() {
    return sections().stream()
        .flatMap(section -> section.figures().stream())
        .filter(figure -> figure.goal().isPresent())
        .toList();
  }

  long reached() {
    return withGoal().stream().filter(figure -> figure.reached().orElseThrow()).count();
  }
}
