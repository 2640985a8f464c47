package io.holoward.cli.outliers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.holoward.cli.UserException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A CSV file of categories: every row has a value in every column.
 *
 * @param names the columns' headings; {@code column1}, {@code column2} … where the file has none
 * @param rows the values, without the heading
 */
public record CategoricalTable(List<String> names, List<List<String>> rows) {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** Whether the first line holds headings. */
  public enum Header {
    /**
     * It does when its cells are all different, neither empty nor numbers, and none of them occurs
     * again in its own column.
     */
    AUTO,
    YES,
    NO
  }

  /**
   * Reads a file in UTF-8, with commas between the values and, where needed, double quotes around
   * them; spaces around values and blank lines do not count.
   *
   * @throws UserException when it cannot be read, is empty, or its rows differ in length
   */
  public static CategoricalTable read(Path file, Header header) {
    List<List<String>> lines = lines(file);
    if (lines.isEmpty()) {
      throw new UserException(file + " is empty");
    }
    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i).size() != lines.get(0).size()) {
        throw new UserException(
            "%s: row %d has %d values, the first has %d"
                .formatted(file, i + 1, lines.get(i).size(), lines.get(0).size()));
      }
    }
    if (header == Header.YES || (header == Header.AUTO && startsWithHeadings(lines))) {
      return new CategoricalTable(lines.get(0), lines.subList(1, lines.size()));
    }
    List<String> names =
        IntStream.rangeClosed(1, lines.get(0).size()).mapToObj(i -> "column" + i).toList();
    return new CategoricalTable(names, lines);
  }

  private static List<List<String>> lines(Path file) {
    CsvMapper mapper =
        CsvMapper.builder()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .enable(CsvParser.Feature.TRIM_SPACES)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .build();
    List<List<String>> lines = new ArrayList<>();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        MappingIterator<String[]> rows = mapper.readerFor(String[].class).readValues(reader)) {
      while (rows.hasNextValue()) {
        lines.add(Arrays.asList(rows.nextValue()));
      }
    } catch (JsonProcessingException e) {
      throw new UserException(
          "%s, line %d: %s".formatted(file, e.getLocation().getLineNr(), e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new UserException(file + " cannot be read as UTF-8 text: " + e.getMessage(), e);
    }
    if (!lines.isEmpty() && lines.get(0).get(0).startsWith(BYTE_ORDER_MARK)) {
      lines.get(0).set(0, lines.get(0).get(0).substring(1));
    }
    return lines;
  }

  private static boolean startsWithHeadings(List<List<String>> lines) {
    List<String> first = lines.get(0);
    if (new HashSet<>(first).size() < first.size()
        || first.stream().anyMatch(cell -> cell.isEmpty() || isNumber(cell))) {
      return false;
    }
    return lines.stream()
        .skip(1)
        .noneMatch(
            line ->
                IntStream.range(0, line.size()).anyMatch(i -> line.get(i).equals(first.get(i))));
  }

  private static boolean isNumber(String cell) {
    return cell.matches("[-+]?[0-9]*\\.?[0-9]+([eE][-+]?[0-9]+)?");
  }

  /**
   * The index of a column, from 0.
   *
   * @param column its heading, or its number from 1
   * @throws UserException when there is none
   */
  public int indexOf(String column) {
    int index = names.indexOf(column);
    if (index < 0 && column.matches("[0-9]{1,6}")) {
      index = Integer.parseInt(column) - 1;
    }
    if (index < 0 || index >= names.size()) {
      throw new UserException(
          "There is no column " + column + "; there are " + String.join(", ", names));
    }
    return index;
  }
}
