package io.holoward.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  private static final List<Column> COLUMNS =
      List.of(Column.text("process"), Column.number("records"));

  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    assertThat(
            Table.render(
                COLUMNS, List.of(List.of("lsass.exe", "7"), List.of("System", "1,234,567")), 80))
        .containsExactly(
            "process      records", //
            "lsass.exe          7",
            "System     1,234,567");
  }

  @Test
  void theWidestTextGivesWayAndNumbersNever() {
    List<String> lines =
        Table.render(COLUMNS, List.of(List.of("a very long name of a process", "1,234,567")), 24);
    assertThat(lines.get(1)).isEqualTo("a very long …  1,234,567");
  }

  @Test
  void wideLettersTakeTwoCellsAndCombiningMarksNone() {
    List<String> lines =
        Table.render(COLUMNS, List.of(List.of("日本語.exe", "1"), List.of("cafe\u0301", "2")), 80);
    assertThat(lines.get(1)).isEqualTo("日本語.exe        1");
    assertThat(lines.get(2)).isEqualTo("cafe\u0301              2");
  }

  @Test
  void aNameCannotSteerTheTerminal() {
    List<String> lines = Table.render(COLUMNS, List.of(List.of("a\u001b[2J\nb\u202Ec", "1")), 80);
    assertThat(lines.get(1)).startsWith("a·[2J·b·c ");
  }

  @Test
  void aStreamingTableGivesTheRestOfTheTerminalToItsLastColumn() {
    Table table = Table.streaming(List.of(Column.fixed("host", 6), Column.text("explanation")), 20);
    assertThat(table.row(List.of("workstation", "short"))).isEqualTo("works…  short");
    assertThat(table.row(List.of("a", "this is longer than that")))
        .isEqualTo("a       this is lon…");
  }
}
