package io.holoward.scoring.state;

import org.apache.flink.runtime.checkpoint.CheckpointType;
import org.apache.flink.runtime.state.AbstractKeyedStateBackend;
import org.apache.flink.runtime.state.KeyedStateBackend;

/**
 * What operators ask of their state backend that set timers while they are snapshotted, as {@link
 * Expiry} does: that timers are a part of the state. Beside RocksDB timers on the heap are written
 * to a checkpoint before the operator is asked for what it holds, so that those would be missing in
 * it, and windows would stay open for ever after a restore.
 */
public final class StoredTimers {

  private StoredTimers() {}

  /**
   * Refuses a backend that keeps timers apart from the state.
   *
   * @param backend of an operator that is opened
   * @throws IllegalStateException that names the setting to change
   */
  public static void require(KeyedStateBackend<?> backend) {
    if (backend instanceof AbstractKeyedStateBackend<?> keyed
        && keyed.requiresLegacySynchronousTimerSnapshots(CheckpointType.CHECKPOINT)) {
      throw new IllegalStateException(
          "state.backend.rocksdb.timer-service.factory: expected rocksdb, found heap: timers that"
              + " are set while a checkpoint is taken would be missing in it");
    }
  }
}
