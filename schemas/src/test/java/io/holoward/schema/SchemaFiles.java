package io.holoward.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;

/** The schemas of a folder: as they are now, or as they were in a release. */
final class SchemaFiles {

  /**
   * Releases whose records are still read; the folder of each is a copy of today's at that time.
   */
  static final List<String> RELEASES = List.of("0.1.0");

  private SchemaFiles() {}

  static List<Schema> today() {
    return parse(Path.of("src/main/avro"));
  }

  static List<Schema> released(String version) {
    return parse(Path.of("src/test/resources/released", version));
  }

  private static List<Schema> parse(Path folder) {
    SchemaParser parser = new SchemaParser();
    // The symbols first: a default of an enumeration can only be checked once it is known.
    for (Path file : files(folder.resolve("symbols"))) {
      parse(parser, file);
    }
    for (Path file : files(folder)) {
      parse(parser, file);
    }
    return parser.getParsedNamedSchemas();
  }

  private static void parse(SchemaParser parser, Path file) {
    try {
      parser.parse(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".avsc")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
