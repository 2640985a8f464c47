package io.holoward.scoring.savepoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.CommonSerializerKeys;
import org.junit.jupiter.api.Test;

class CompatibilityTest {

  /** What is stored. */
  public record FirstUse(String who, long when) {}

  /** The same with a field more. */
  public record LaterUse(String who, long when, String why) {}

  private static final String VALUE = CommonSerializerKeys.VALUE_SERIALIZER.toString();
  private static final String NAMESPACE = CommonSerializerKeys.NAMESPACE_SERIALIZER.toString();
  private static final TypeSerializerSnapshot<Long> LONG =
      LongSerializer.INSTANCE.snapshotConfiguration();
  private static final TypeSerializerSnapshot<String> TEXT =
      StringSerializer.INSTANCE.snapshotConfiguration();

  private static StoredState state(String role, TypeSerializerSnapshot<?> serializer) {
    return new StoredState("uses", "KEY_VALUE VALUE", Map.of(role, serializer));
  }

  @Test
  void theSameFormIsReadAsItIs() {
    assertThat(Compatibility.of(state(VALUE, LONG), state(VALUE, LONG)))
        .isEqualTo(Compatibility.AS_IS);
  }

  @Test
  void aFormOfAnotherTypeIsNotRead() {
    assertThat(Compatibility.of(state(VALUE, LONG), state(VALUE, TEXT)))
        .isEqualTo(Compatibility.NONE);
    assertThat(Compatibility.of(LONG, IntSerializer.INSTANCE.snapshotConfiguration()))
        .isEqualTo(Compatibility.NONE);
  }

  @Test
  void aValueWithAFieldMoreIsRewrittenButANamespaceCannotBe() throws Exception {
    TypeSerializerSnapshot<?> old = storedAs(FirstUse.class, LaterUse.class);
    TypeSerializerSnapshot<LaterUse> now = snapshot(LaterUse.class);

    assertThat(Compatibility.of(state(VALUE, old), state(VALUE, now)))
        .isEqualTo(Compatibility.MIGRATED);
    assertThat(Compatibility.of(state(NAMESPACE, old), state(NAMESPACE, now)))
        .isEqualTo(Compatibility.NONE);
  }

  private static <T> TypeSerializerSnapshot<T> snapshot(Class<T> type) {
    return TypeInformation.of(type)
        .createSerializer(new SerializerConfigImpl())
        .snapshotConfiguration();
  }

  /** What an older build stored of a class whose name, of the same length, is another here. */
  private static TypeSerializerSnapshot<?> storedAs(Class<?> old, Class<?> now) throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(256);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, snapshot(old));
    String written = new String(out.getCopyOfBuffer(), StandardCharsets.ISO_8859_1);
    byte[] renamed =
        written.replace(old.getName(), now.getName()).getBytes(StandardCharsets.ISO_8859_1);
    return TypeSerializerSnapshot.readVersionedSnapshot(
        new DataInputDeserializer(renamed), CompatibilityTest.class.getClassLoader());
  }
}
