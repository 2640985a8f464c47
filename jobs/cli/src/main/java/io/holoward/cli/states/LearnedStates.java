package io.holoward.cli.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holoward.cli.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** Reads {@code intended-states.json}: an array of objects, or one object a line. */
public final class LearnedStates {
  private LearnedStates() {}

  /**
   * The processes of the file, those with most records first.
   *
   * @throws UserException when it does not hold intended states
   */
  public static List<LearnedProcess> read(Path file) {
    try (MappingIterator<LearnedProcess> entries =
        new ObjectMapper().readerFor(LearnedProcess.class).readValues(file.toFile())) {
      List<LearnedProcess> processes = entries.readAll();
      if (processes.stream().anyMatch(process -> process.processId() == null)) {
        throw new UserException(file + " does not hold learned intended states");
      }
      return processes.stream()
          .sorted(
              Comparator.comparingLong(LearnedProcess::records)
                  .reversed()
                  .thenComparing(LearnedProcess::processName))
          .toList();
    } catch (JsonProcessingException e) {
      throw new UserException(
          "%s, line %d: not a learned intended state: %s"
              .formatted(file, e.getLocation().getLineNr(), e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }
}
