package io.holoward.scoring.savepoint;

import io.holoward.detection.configuration.Configuration;
import io.holoward.telemetry.input.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes a savepoint of what was learned elsewhere, for a job to start from that is protected from
 * its first record on. It holds the state of the operators alone: where the job begins to read is
 * left to its consumer group.
 */
public final class SeededSavepoint {

  /** The file of intended states of processes; the only one that has to be there. */
  public static final String STATES = "intended-states.json";

  /** The file of models of populations. */
  public static final String POPULATIONS = "populations.json";

  /** The file of address histories. */
  public static final String HISTORIES = "address-history.json";

  private SeededSavepoint() {}

  /**
   * Makes it.
   *
   * @param learned a directory of what was learned: the results of a backtest, or of an export
   * @param configuration of the job that is to start from it
   * @param savepoint the directory to make; must not be there
   * @param work an empty directory for what Flink needs meanwhile
   * @throws InputException if nothing was learned, or the directory is there
   */
  public static void write(Path learned, Configuration configuration, Path savepoint, Path work)
      throws Exception {
    if (Files.exists(savepoint)) {
      throw new InputException(savepoint + " is there already; name a directory that is not");
    }
    Path made = IdleJob.savepoint(configuration.with(seeds(learned)), work);
    SavepointFile.read(made.toUri().toString()).keepOnly(operator -> !IdleEnds.has(operator));
    Files.createDirectories(savepoint);
    try (Stream<Path> files = Files.list(made)) {
      // Without the table of contents it is no savepoint: that goes last.
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.move(file, savepoint.resolve(file.getFileName()));
      }
    }
  }

  private static List<String> seeds(Path learned) {
    if (!Files.isRegularFile(learned.resolve(STATES))) {
      throw new InputException(
          "there is no %s in %s; name the results of a backtest or of \"states export\""
              .formatted(STATES, learned));
    }
    List<String> keys = new ArrayList<>(List.of("states.seed-at-start=true"));
    keys.add("states.seed=" + learned.resolve(STATES).toAbsolutePath());
    addIfThere(keys, "population.seed", learned.resolve(POPULATIONS));
    addIfThere(keys, "novelty.seed", learned.resolve(HISTORIES));
    return keys;
  }

  private static void addIfThere(List<String> keys, String key, Path file) {
    if (Files.isRegularFile(file)) {
      keys.add(key + "=" + file.toAbsolutePath());
    }
  }
}
