package io.holoward.detection.configuration;

import java.io.StringReader;
import java.util.List;
import java.util.function.Function;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * What the value of a key may be: how it is read from YAML, and written back.
 *
 * @param name the type's name in the reference, with its unit where it has one
 * @param range which values are legal; empty where the name says it all
 * @param reader reads a node
 * @param writer writes a value as YAML flow text that {@code reader} accepts
 */
record ValueType<T>(String name, String range, Reader<T> reader, Function<T, String> writer) {

  /** Reads a value or says what was expected. */
  @FunctionalInterface
  interface Reader<T> {
    T read(Node node) throws Unexpected;
  }

  /** Reads a value from YAML text. */
  T parse(String yaml) throws Unexpected {
    return reader.read(new Yaml().compose(new StringReader(yaml)));
  }

  /** What was expected, as the end of a sentence that begins with "expected". */
  static final class Unexpected extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Flaw> flaws;

    Unexpected(String expectation) {
      super(expectation, null, false, false);
      this.flaws = List.of();
    }

    /** Several things at once, each with its own place. */
    Unexpected(List<Flaw> flaws) {
      super(flaws.toString(), null, false, false);
      this.flaws = List.copyOf(flaws);
    }

    /** What is wrong inside the value; empty where it is wrong as a whole. */
    List<Flaw> flaws() {
      return flaws;
    }

    /** A whole sentence that repeats what was found. */
    String sentence(Node found) {
      return "expected "
          + getMessage()
          + (found instanceof ScalarNode scalar ? ", not '" + scalar.getValue() + "'" : "");
    }
  }

  /**
   * One thing that is wrong inside a value.
   *
   * @param path where, from the key on: {@code [2].min-score}
   * @param node what is wrong
   * @param message what is wrong with it and what was expected
   */
  record Flaw(String path, Node node, String message) {

    /** All flaws of the value at the path: its own inner ones, or the value as a whole. */
    static List<Flaw> of(String path, Node node, Unexpected unexpected) {
      if (unexpected.flaws().isEmpty()) {
        return List.of(new Flaw(path, node, unexpected.sentence(node)));
      }
      return unexpected.flaws().stream()
          .map(flaw -> new Flaw(path + flaw.path(), flaw.node(), flaw.message()))
          .toList();
    }

    @Override
    public String toString() {
      return path + ": " + message;
    }
  }
}
