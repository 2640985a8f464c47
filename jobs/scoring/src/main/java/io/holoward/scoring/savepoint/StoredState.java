package io.holoward.scoring.savepoint;

import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.CommonOptionsKeys;

/**
 * A state of an operator, as its savepoint describes it.
 *
 * @param kind how it is kept, such as {@code KEY_VALUE VALUE} or {@code OPERATOR UNION}
 * @param serializers what describes the form of its keys and values, by their role
 */
record StoredState(String name, String kind, Map<String, TypeSerializerSnapshot<?>> serializers) {

  static StoredState of(StateMetaInfoSnapshot described) {
    List<String> options =
        described.getOptionsImmutable().entrySet().stream()
            .filter(option -> isKind(option.getKey()))
            .map(Map.Entry::getValue)
            .sorted()
            .toList();
    String kind = described.getBackendStateType().name();
    return new StoredState(
        described.getName(),
        options.isEmpty() ? kind : kind + " " + String.join(" ", options),
        described.getSerializerSnapshotsImmutable());
  }

  private static boolean isKind(String option) {
    return option.equals(CommonOptionsKeys.KEYED_STATE_TYPE.toString())
        || option.equals(CommonOptionsKeys.OPERATOR_STATE_DISTRIBUTION_MODE.toString());
  }
}
