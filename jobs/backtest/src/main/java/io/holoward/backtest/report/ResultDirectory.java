package io.holoward.backtest.report;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holoward.telemetry.input.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** The files of a finished result. */
record ResultDirectory(Path path) {

  private static final ObjectMapper JSON = new ObjectMapper();

  boolean has(String name) {
    return Files.isRegularFile(path.resolve(name));
  }

  /** A file of plain text, or empty where it is absent. */
  Optional<String> text(String name) throws IOException {
    return has(name) ? Optional.of(Files.readString(path.resolve(name))) : Optional.empty();
  }

  /** A file that holds one small JSON value, or empty where it is absent. */
  Optional<JsonNode> json(String name) throws IOException {
    if (!has(name)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readTree(path.resolve(name).toFile()));
    } catch (JsonProcessingException e) {
      throw damaged(name, e);
    }
  }

  /**
   * Shows each record of a file in order, one at a time: the lines of a JSONL file, or the elements
   * of an array. An absent file has none.
   */
  void forEach(String name, Consumer<JsonNode> visitor) throws IOException {
    if (!has(name)) {
      return;
    }
    try (MappingIterator<JsonNode> records =
        JSON.readerFor(JsonNode.class).readValues(path.resolve(name).toFile())) {
      while (records.hasNextValue()) {
        visitor.accept(records.nextValue());
      }
    } catch (JsonProcessingException e) {
      throw damaged(name, e);
    }
  }

  /** Walks a file that is too large for {@link #json}, token by token. The file must be there. */
  void walk(String name, Walk walk) throws IOException {
    try (JsonParser parser = JSON.createParser(path.resolve(name).toFile())) {
      walk.accept(parser);
    } catch (JsonProcessingException e) {
      throw damaged(name, e);
    }
  }

  /** Reads from a parser that stands before the first token. */
  @FunctionalInterface
  interface Walk {
    void accept(JsonParser parser) throws IOException;
  }

  private InputException damaged(String name, JsonProcessingException cause) {
    String line = cause.getLocation() == null ? "" : ", line " + cause.getLocation().getLineNr();
    return new InputException(
        path.resolve(name)
            + line
            + ": "
            + cause.getOriginalMessage()
            + ". The file is damaged or still being written; repeat the backtest.");
  }
}
