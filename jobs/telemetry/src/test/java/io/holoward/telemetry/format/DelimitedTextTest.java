package io.holoward.telemetry.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DelimitedTextTest {

  @Test
  void anyTextSurvivesQuoting() {
    Random random = new Random(5);
    DelimitedText columns = DelimitedText.csv();
    columns.name("a,b,c");
    for (int i = 0; i < 5_000; i++) {
      List<String> cells = new ArrayList<>();
      List<String> quoted = new ArrayList<>();
      for (int c = 0; c < 3; c++) {
        StringBuilder cell = new StringBuilder("x");
        for (int k = random.nextInt(6); k > 0; k--) {
          cell.append("\",y ".charAt(random.nextInt(4)));
        }
        cells.add(cell.toString());
        quoted.add('"' + cell.toString().replace("\"", "\"\"") + '"');
      }
      columns.take(String.join(",", quoted));
      assertThat(List.of(columns.get("a"), columns.get("b"), columns.get("c"))).isEqualTo(cells);
    }
  }

  @Test
  void emptyColumnsAtTheEndCountAndAreAbsent() {
    DelimitedText columns = DelimitedText.csv();
    columns.name("a, b,c");
    columns.take("1,,");
    assertThat(columns.get("a")).isEqualTo("1");
    assertThat(columns.get("b")).isNull();
    assertThat(columns.get("c")).isNull();
    assertThat(columns.get("d")).isNull();
  }

  @Test
  void aQuoteIsTextWhereNothingIsQuoted() {
    DelimitedText columns = DelimitedText.separatedBy('\t');
    columns.name("a\tb");
    columns.take("\"x\t\"y\"");
    assertThat(columns.get("a")).isEqualTo("\"x");
    assertThat(columns.get("b")).isEqualTo("\"y\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "1,2,3", "\"1,2", "\"1\"x,2", "\"1\",2,"})
  void aLineThatDoesNotFitItsHeaderIsMalformed(String line) {
    DelimitedText columns = DelimitedText.csv();
    columns.name("a,b");
    assertThatThrownBy(() -> columns.take(line)).isInstanceOf(InvalidRecordException.class);
  }
}
