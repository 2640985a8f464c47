package io.holoward.scoring.state;

import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * The keys that belong to a subtask of a keyed operator.
 *
 * @param keyGroups the key groups that do
 * @param maxParallelism the number of all key groups
 */
public record OwnKeys(KeyGroupRange keyGroups, int maxParallelism) {

  /** Those of a subtask. */
  public static OwnKeys of(TaskInfo task) {
    int maxParallelism = task.getMaxNumberOfParallelSubtasks();
    return new OwnKeys(
        KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
            maxParallelism, task.getNumberOfParallelSubtasks(), task.getIndexOfThisSubtask()),
        maxParallelism);
  }

  /** Whether a key belongs to the subtask. */
  public boolean contains(Object key) {
    return keyGroups.contains(KeyGroupRangeAssignment.assignToKeyGroup(key, maxParallelism));
  }
}
