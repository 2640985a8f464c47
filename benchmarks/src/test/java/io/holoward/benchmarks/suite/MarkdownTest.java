package io.holoward.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownTest {

  private final String page = Markdown.of(Examples.results());

  @Test
  void saysWhereAndWhenItWasMeasuredAndHowManyGoalsAreReached() {
    assertThat(page)
        .contains("- processor: A processor, 2 cores\n")
        .contains("- memory: 23.5 GiB\n")
        .contains("- commit: 0123456789ab\n")
        .contains("- date: 1970-01-01T00:00:00Z\n")
        .contains("- goals: 3 of 4 reached\n");
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
