package io.holoward.benchmarks.suite;

import java.time.Duration;
import java.util.List;

/**
 * All that was measured.
 *
 * @param took how long
 */
record Results(Machine machine, Effort effort, Duration took, List<Section> sections) {

  List<Figure> withGoal() {
    return sections.stream()
        .flatMap(section -> section.figures().stream())
        .filter(figure -> figure.goal().isPresent())
        .toList();
  }

  long reached() {
    return withGoal().stream().filter(figure -> figure.reached().orElseThrow()).count();
  }
}
