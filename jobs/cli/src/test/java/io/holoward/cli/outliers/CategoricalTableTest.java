package io.holoward.cli.outliers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holoward.cli.UserException;
import io.holoward.cli.outliers.CategoricalTable.Header;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CategoricalTableTest {
  @TempDir private Path directory;

  @Test
  void headingsAreFoundByTheirContent() throws IOException {
    CategoricalTable table = read("shape,lines\nround,3\noval,4\n", Header.AUTO);
    assertThat(table.names()).containsExactly("shape", "lines");
    assertThat(table.rows()).containsExactly(List.of("round", "3"), List.of("oval", "4"));
  }

  @Test
  void aFirstLineWhoseValuesOccurAgainHoldsNoHeadings() throws IOException {
    CategoricalTable table = read("round,big\noval,big\n", Header.AUTO);
    assertThat(table.names()).containsExactly("column1", "column2");
    assertThat(table.rows()).hasSize(2);
  }

  @Test
  void aFirstLineOfNumbersHoldsNoHeadings() throws IOException {
    assertThat(read("1,2.5\n3,4\n", Header.AUTO).rows()).hasSize(2);
  }

  @Test
  void whatTheUserSaysOfHeadingsWins() throws IOException {
    assertThat(read("1,2\n3,4\n", Header.YES).names()).containsExactly("1", "2");
    assertThat(read("shape,lines\nround,3\n", Header.NO).rows()).hasSize(2);
  }

  @Test
  void quotesSpacesBlankLinesAndAByteOrderMarkAreUnderstood() throws IOException {
    CategoricalTable table = read("\uFEFFname,k\r\n\"a, \"\"b\"\"\" , x\r\n\r\n", Header.AUTO);
    assertThat(table.names()).containsExactly("name", "k");
    assertThat(table.rows()).containsExactly(List.of("a, \"b\"", "x"));
  }

  @Test
  void rowsOfDifferentLengthAreRefusedWithTheirNumber() {
    assertThatThrownBy(() -> read("a,b\n1,2\n1\n", Header.AUTO))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("row 3 has 1 values, the first has 2");
  }

  @Test
  void anEmptyFileIsRefused() {
    assertThatThrownBy(() -> read("", Header.AUTO))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("is empty");
  }

  @Test
  void aFileThatIsNotTextIsRefused() throws IOException {
    Path file = Files.write(directory.resolve("table.csv"), new byte[] {'a', (byte) 0xC3, '\n'});
    assertThatThrownBy(() -> CategoricalTable.read(file, Header.AUTO))
        .isInstanceOf(UserException.class);
  }

  @Test
  void aColumnIsFoundByHeadingAndByNumber() throws IOException {
    CategoricalTable table = read("shape,lines\nround,3\n", Header.AUTO);
    assertThat(table.indexOf("lines")).isEqualTo(1);
    assertThat(table.indexOf("1")).isZero();
    assertThatThrownBy(() -> table.indexOf("3"))
        .isInstanceOf(UserException.class)
        .hasMessage("There is no column 3; there are shape, lines");
  }

  private CategoricalTable read(String content, Header header) throws IOException {
    Path file = Files.writeString(directory.resolve("table.csv"), content, StandardCharsets.UTF_8);
    return CategoricalTable.read(file, header);
  }
}
