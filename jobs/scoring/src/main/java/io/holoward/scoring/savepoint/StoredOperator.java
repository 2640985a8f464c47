package io.holoward.scoring.savepoint;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.IncrementalRemoteKeyedStateHandle;
import org.apache.flink.runtime.state.KeyedBackendSerializationProxy;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorBackendSerializationProxy;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;

/**
 * What an operator stored in a savepoint. Of the state itself nothing is read but what describes
 * it, which stands in front of it.
 *
 * @param uid of the operator; where the savepoint does not tell it, the id that Flink made of it
 * @param bytes size of its state
 * @param stored whether it holds anything that Flink refuses to leave out unasked
 * @param keys what describes the form of its keys; null where it has no keyed state
 * @param states its states by name
 * @param unreadable why its states cannot be read by this build; null where they can
 */
record StoredOperator(
    OperatorID id,
    String uid,
    int parallelism,
    int maxParallelism,
    long bytes,
    boolean stored,
    TypeSerializerSnapshot<?> keys,
    Map<String, StoredState> states,
    String unreadable) {

  /** Reads what describes the state of an operator. */
  static StoredOperator of(OperatorState operator) {
    Descriptions descriptions = new Descriptions();
    String unreadable = null;
    try {
      for (OperatorSubtaskState subtask : operator.getStates()) {
        descriptions.read(subtask);
      }
    } catch (IOException | RuntimeException e) {
      unreadable = e.getMessage() == null ? e.toString() : e.getMessage();
    }
    return new StoredOperator(
        operator.getOperatorID(),
        operator.getOperatorUid().orElseGet(() -> operator.getOperatorID().toHexString()),
        operator.getParallelism(),
        operator.getMaxParallelism(),
        operator.getStateSize(),
        operator.getCoordinatorState() != null
            || operator.getStates().stream().anyMatch(OperatorSubtaskState::hasState),
        descriptions.keys,
        descriptions.states,
        unreadable);
  }

  /** What the subtasks of an operator tell of its states: each may have some of them alone. */
  private static final class Descriptions {
    private final Map<String, StoredState> states = new TreeMap<>();
    private TypeSerializerSnapshot<?> keys;

    void read(OperatorSubtaskState subtask) throws IOException {
      for (KeyedStateHandle keyed : subtask.getManagedKeyedState()) {
        StreamStateHandle description =
            keyed instanceof IncrementalRemoteKeyedStateHandle incremental
                ? incremental.getMetaDataStateHandle()
                : (StreamStateHandle) keyed;
        readKeyed(description);
      }
      for (OperatorStateHandle operator : subtask.getManagedOperatorState()) {
        if (operator.getStateSize() > 0) {
          readOperator(operator);
        }
      }
    }

    private void readKeyed(StreamStateHandle handle) throws IOException {
      KeyedBackendSerializationProxy<?> proxy =
          new KeyedBackendSerializationProxy<>(StoredOperator.class.getClassLoader());
      try (InputStream in = handle.openInputStream()) {
        proxy.read(new DataInputViewStreamWrapper(in));
      }
      keys = proxy.getKeySerializerSnapshot();
      proxy.getStateMetaInfoSnapshots().forEach(this::add);
    }

    private void readOperator(StreamStateHandle handle) throws IOException {
      OperatorBackendSerializationProxy proxy =
          new OperatorBackendSerializationProxy(StoredOperator.class.getClassLoader());
      try (InputStream in = handle.openInputStream()) {
        proxy.read(new DataInputViewStreamWrapper(in));
      }
      proxy.getOperatorStateMetaInfoSnapshots().forEach(this::add);
      proxy.getBroadcastStateMetaInfoSnapshots().forEach(this::add);
    }

    private void add(StateMetaInfoSnapshot described) {
      states.put(described.getName(), StoredState.of(described));
    }
  }
}
