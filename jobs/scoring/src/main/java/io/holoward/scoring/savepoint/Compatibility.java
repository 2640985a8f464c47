package io.holoward.scoring.savepoint;

import java.util.Map;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.CommonSerializerKeys;

/** How what is stored in one form can be read by a build that stores it in its own. */
enum Compatibility {
  /** It is read as it is. */
  AS_IS,
  /** It is rewritten first. */
  MIGRATED,
  /** Not at all. */
  NONE;

  /** Of two states of the same kind. Only values may be migrated: keys decide where a value is. */
  static Compatibility of(StoredState theirs, StoredState ours) {
    Compatibility worst = AS_IS;
    for (Map.Entry<String, TypeSerializerSnapshot<?>> old : theirs.serializers().entrySet()) {
      TypeSerializerSnapshot<?> now = ours.serializers().get(old.getKey());
      Compatibility one = now == null ? NONE : of(old.getValue(), now);
      boolean isValue = old.getKey().equals(CommonSerializerKeys.VALUE_SERIALIZER.toString());
      if (one == MIGRATED && !isValue) {
        one = NONE;
      }
      worst = one.compareTo(worst) > 0 ? one : worst;
    }
    return worst;
  }

  /** Of the forms of keys or values. */
  static Compatibility of(TypeSerializerSnapshot<?> theirs, TypeSerializerSnapshot<?> ours) {
    return resolve(theirs, ours);
  }

  @SuppressWarnings("unchecked")
  private static <T> Compatibility resolve(
      TypeSerializerSnapshot<?> theirs, TypeSerializerSnapshot<T> ours) {
    TypeSerializerSchemaCompatibility<T> resolved =
        ours.resolveSchemaCompatibility((TypeSerializerSnapshot<T>) theirs);
    if (resolved.isIncompatible()) {
      return NONE;
    }
    return resolved.isCompatibleAfterMigration() ? MIGRATED : AS_IS;
  }
}
