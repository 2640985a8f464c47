package io.holoward.scoring.savepoint;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an operator stored in a savepoint, to be shown.
 *
 * @param uid of the operator; where the savepoint does not tell it, the id that Flink made of it
 * @param bytes size of its state
 * @param states how each of its states is kept, by name
 */
public record SavepointContent(
    String uid, int parallelism, int maxParallelism, long bytes, Map<String, String> states) {

  /**
   * What each operator stored, by uid.
   *
   * @param savepoint a savepoint or a retained checkpoint
   * @throws io.holoward.telemetry.input.InputException if it is none
   */
  public static List<SavepointContent> of(String savepoint) {
    return StoredOperators.in(savepoint).stream().map(SavepointContent::of).toList();
  }

  private static SavepointContent of(StoredOperator operator) {
    Map<String, String> states = new TreeMap<>();
    operator.states().values().forEach(state -> states.put(state.name(), state.kind()));
    return new SavepointContent(
        operator.uid(),
        operator.parallelism(),
        operator.maxParallelism(),
        operator.bytes(),
        states);
  }
}
