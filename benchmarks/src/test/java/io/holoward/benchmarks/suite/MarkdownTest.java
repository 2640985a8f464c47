package io.holoward.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownTest {

  private final String page = Markdown.of(Examples.results());

  @Test
  void saysWhereAndWhenItWasMeasuredAndHowManyGoalsAreReached() {
    assertThat(page)
        .contains("- processor: A processor, 2 cores\n")
        .contains("- memory: 23.5 GiB\n")
        .contains(
            "1970-01-01T00:00:00Z at commit 0123456789ab: `holoward benchmark --quick`, medians of 2 runs")
        .contains("- goals: 3 of 4 reached\n");
  }

  @Test
  void anotherMachineIsNamedWhereItWasUsed() {
    Measured here = Examples.measured(new Section("flows", "flows a second", List.of(), List.of()));
    Machine other = new Machine("Another", 8, 1_024, "Linux", "OpenJDK 21", "abcdef");
    Measured later =
        new Measured(
            new Section("scale", "sizes", List.of(), List.of()),
            other,
            Instant.EPOCH.plusSeconds(60),
            Effort.FULL.withSeconds(20));

    assertThat(Markdown.of(new Results(List.of(here, later))))
        .contains("- processor: Another, 8 cores\n")
        .contains("at commit 0123456789ab on A processor, 2 cores; 23.5 GiB; ")
        .contains("at commit abcdef: `holoward benchmark --seconds 20`, medians of 5 runs");
  }

  @Test
  void eachFigureIsARowWithItsVerdict() {
    assertThat(page)
        .containsPattern(
            "\\| whole job / c +\\| +1\\.30 \\| +1\\.10–1\\.50 \\| ≥ 2 +\\| missed +\\|")
        .containsPattern(
            "\\| remembered +\\| +51\\.5 ns \\| +51\\.0–52\\.0 \\| ≤ 60 \\| reached \\|")
        .containsPattern("\\| whole job +\\| 801 k events/s \\|");
  }

  @Test
  void rowsOfATableLineUp() {
    List<String> table =
        page.lines()
            .dropWhile(line -> !line.startsWith("|"))
            .takeWhile(line -> !line.isEmpty())
            .toList();

    assertThat(table).hasSize(5).allMatch(line -> line.length() == table.get(0).length());
  }
}
