package io.holoward.benchmarks.suite;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All that was measured, for people: a Markdown page whose tables line up as plain text too. */
final class Markdown {

  private static final MarkdownTable TABLE =
      new MarkdownTable(List.of("figure", "median", "min–max", "goal", ""), Set.of(1, 2));

  private Markdown() {}

  static String of(Results results) {
    StringBuilder page = new StringBuilder("# Benchmark\n\n");
    Measured latest = Collections.max(results.measured(), Comparator.comparing(Measured::date));
    latest
        .machine()
        .lines()
        .forEach((name, value) -> page.append("- %s: %s%n".formatted(name, value)));
    page.append(
        "- goals: %d of %d reached%n%n![goals](results.svg)%n"
            .formatted(results.reached(), results.withGoal().size()));
    results
        .measured()
        .forEach(measured -> page.append('\n').append(section(measured, latest.machine())));
    return page.toString();
  }

  private static String section(Measured measured, Machine ofPage) {
    Section section = measured.section();
    StringBuilder text =
        new StringBuilder("## %s: %s%n%n".formatted(section.part(), section.title()));
    text.append(origin(measured, ofPage)).append('\n');
    section.notes().forEach(note -> text.append(note).append('\n'));
    if (!section.figures().isEmpty()) {
      text.append('\n');
      TABLE
          .lines(section.figures().stream().map(Markdown::cells).toList())
          .forEach(line -> text.append(line).append('\n'));
    }
    return text.toString();
  }

  /** When, at which commit and with how much effort; the machine only where it is another one. */
  private static String origin(Measured measured, Machine ofPage) {
    Map<String, String> machine = measured.machine().lines();
    String where =
        machine.equals(ofPage.lines()) ? "" : " on " + String.join("; ", machine.values());
    return "%s at commit %s%s: %s."
        .formatted(measured.date(), measured.machine().commit(), where, measured.effort().words());
  }

  /** A row each. */
  static List<String> cells(Figure figure) {
    return List.of(
        figure.name(),
        figure.value(),
        figure.spread(),
        figure.goal().map(Goal::text).orElse(""),
        figure.verdict());
  }
}
