package io.holoward.benchmarks.suite;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Where a part is run.
 *
 * @param effort how much is put into it
 * @param directory for its files, gone when all is done
 * @param screen told how far it is
 * @param results where what is found is kept
 */
public record Bench(Effort effort, Path directory, Screen screen, Consumer<Section> results) {

  /** Takes down what was found: it is kept, whatever becomes of the rest of the part. */
  public void found(Section section) {
    section.figures().forEach(screen::tell);
    results.accept(section);
  }
}
