package io.holoward.detection.configuration;

import java.util.function.Function;
import org.yaml.snakeyaml.nodes.Node;

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

  /** What was expected, as the end of a sentence that begins with "expected". */
  static final class Unexpected extends Exception {

    private static final long serialVersionUID = 1L;

    Unexpected(String expectation) {
      super(expectation, null, false, false);
    }
  }
}
