package io.holoward.benchmarks.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether what was measured again lies within what was measured first: of the figures that have a
 * goal and are in both.
 *
 * @param first what was measured first
 * @param again what was measured again
 */
record Repetition(Results first, Results again) {

  private static final MarkdownTable TABLE =
      new MarkdownTable(
          List.of("part", "compared", "figure", "first", "min–max", "again", "min–max", ""),
          Set.of(3, 4, 5, 6));

  /** A figure that was measured twice, in two runs of the benchmark. */
  record Twice(Section section, Figure first, Figure again) {

    /** Whether the median of the second lies between the smallest and the largest of the first. */
    boolean isWithin() {
      return first.least() <= again.median() && again.median() <= first.most();
    }

    /** "within", or on which side of the first spread the second median lies. */
    String verdict() {
      if (isWithin()) {
        return "within";
      }
      boolean isMore = again.median() > first.most();
      return isMore == first.goal().orElseThrow().least() ? "better" : "worse";
    }

    /** A row of a table: part, comparison, figure, both medians with their spread, verdict. */
    List<String> cells() {
      return List.of(
          section.part(),
          section.title(),
          first.name(),
          first.value(),
          first.spread(),
          again.value(),
          again.spread(),
          verdict());
    }
  }

  /** Each figure, in the order of what was measured again. */
  List<Twice> figures() {
    List<Twice> twice = new ArrayList<>();
    for (Measured now : again.measured()) {
      Optional<Measured> before =
          first.measured().stream().filter(one -> one.compares(now)).findAny();
      // Results of a directory stay there until they are measured again, and are no repetition.
      if (before.isPresent() && !before.get().equals(now)) {
        for (Figure figure : before.get().section().figures()) {
          now.section().figures().stream()
              .filter(other -> figure.goal().isPresent() && other.name().equals(figure.name()))
              .forEach(other -> twice.add(new Twice(now.section(), figure, other)));
        }
      }
    }
    return twice;
  }

  /** How many of the figures lie within, in a sentence. */
  String summary() {
    List<Twice> all = figures();
    return "%d of %d figures lie within what was measured first, %d are better, %d worse."
        .formatted(count(all, "within"), all.size(), count(all, "better"), count(all, "worse"));
  }

  private static long count(List<Twice> all, String verdict) {
    return all.stream().filter(one -> one.verdict().equals(verdict)).count();
  }

  /** A Markdown page. */
  String page() {
    String table = String.join("\n", TABLE.lines(figures().stream().map(Twice::cells).toList()));
    return """
        # Benchmark, repeated

        %s A figure lies within when the median of what was measured again is between the smallest and the largest of what was measured first.

        - first: %s
        - again: %s

        %s
        """
        .formatted(summary(), origin(first, again), origin(again, first), table);
  }

  /** Of those that the other side has as well: at which commit with how much effort. */
  private static String origin(Results of, Results other) {
    List<Measured> both =
        of.measured().stream()
            .filter(one -> other.measured().stream().anyMatch(one::compares))
            .toList();
    return both.stream()
        .map(one -> "commit %s, %s".formatted(one.machine().commit(), one.effort().words()))
        .distinct()
        .collect(Collectors.joining("; "));
  }
}
