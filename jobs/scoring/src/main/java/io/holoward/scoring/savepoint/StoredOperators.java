package io.holoward.scoring.savepoint;

import java.util.Comparator;
import java.util.List;

/** What the operators of a job stored in a savepoint. */
final class StoredOperators {

  private StoredOperators() {}

  /**
   * Those of a savepoint, by uid.
   *
   * @throws io.holoward.telemetry.input.InputException if it is no savepoint
   */
  static List<StoredOperator> in(String savepoint) {
    return SavepointFile.read(savepoint).operators().stream()
        .map(StoredOperator::of)
        .sorted(Comparator.comparing(StoredOperator::uid))
        .toList();
  }
}
