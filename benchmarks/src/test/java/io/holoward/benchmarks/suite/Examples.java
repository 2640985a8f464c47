package io.holoward.benchmarks.suite;

import java.time.Instant;
import java.util.List;

/** Results that were never measured. */
final class Examples {

  private Examples() {}

  static Results results() {
    return new Results(
        List.of(
            measured(
                new Section(
                    "pipeline",
                    "fleet traffic, ≤ 1 % new",
                    List.of("A note."),
                    List.of(
                        Figure.of("whole job / a < b", "", List.of(0.7, 0.62))
                            .meant(Goal.atLeast(0.6)),
                        Figure.of("whole job / c", "", List.of(1.1, 1.5)).meant(Goal.atLeast(2)),
                        Figure.of("whole job", "k events/s", List.of(812.0, 790.0))))),
            measured(
                new Section(
                    "kernel",
                    "nanoseconds and bytes an alarm",
                    List.of(),
                    List.of(
                        Figure.of("remembered", "ns", List.of(51.0, 52.0)).meant(Goal.atMost(60)),
                        Figure.of("remembered: allocated", "B", List.of(0.0, 0.0))
                            .meant(Goal.atMost(0)))))));
  }

  static Measured measured(Section section) {
    Machine machine =
        new Machine("A processor", 2, 24_064, "Linux 6.1 amd64", "OpenJDK 17", "0123456789ab");
    return new Measured(section, machine, Instant.EPOCH, Effort.QUICK);
  }
}
