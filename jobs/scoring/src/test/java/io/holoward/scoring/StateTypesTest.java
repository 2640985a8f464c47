package io.holoward.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.finding.AssessedConnection;
import io.holoward.detection.finding.Finding;
import io.holoward.detection.flow.AnnotatedFlow;
import io.holoward.detection.history.HistorySnapshot;
import io.holoward.detection.identity.InstanceKey;
import io.holoward.detection.lifecycle.ControlCommand;
import io.holoward.detection.lifecycle.Progress;
import io.holoward.detection.population.PopulationModel;
import io.holoward.detection.port.PortExceptionProposal;
import io.holoward.detection.response.Response;
import io.holoward.detection.sighting.Sighting;
import io.holoward.scoring.decode.DeadLetter;
import io.holoward.scoring.decode.Decoded;
import io.holoward.scoring.flow.GroupedFlow;
import io.holoward.scoring.flow.PortSighting;
import io.holoward.scoring.instance.IdentifiedEvent;
import io.holoward.scoring.instance.InstanceContext;
import io.holoward.scoring.instance.InstanceEvent;
import io.holoward.scoring.instance.OpenWindow;
import io.holoward.scoring.process.StateSnapshot;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What crosses an exchange or is stored. */
class StateTypesTest {

  static Stream<Class<? extends Record>> types() {
    return Stream.of(
        Decoded.class,
        DeadLetter.class,
        InstanceKey.class,
        InstanceEvent.class,
        IdentifiedEvent.class,
        InstanceContext.class,
        OpenWindow.class,
        Sighting.class,
        ControlCommand.class,
        Finding.class,
        AssessedConnection.class,
        StateSnapshot.class,
        PopulationModel.class,
        GroupedFlow.class,
        AnnotatedFlow.class,
        PortSighting.class,
        PortExceptionProposal.class,
        HistorySnapshot.class,
        Response.class,
        Progress.class);
  }

  @ParameterizedTest
  @MethodSource("types")
  void theTypeNeedsNoGenericSerializer(Class<? extends Record> type) {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
  }

  @ParameterizedTest
  @MethodSource("types")
  <T extends Record> void everyFieldSurvivesItsSerializer(Class<T> type) throws Exception {
    assertSurvives(type, type.cast(instance(type, true)));
  }

  @ParameterizedTest
  @MethodSource("types")
  <T extends Record> void absentFieldsSurviveItsSerializer(Class<T> type) throws Exception {
    assertSurvives(type, type.cast(instance(type, false)));
  }

  private static <T> void assertSurvives(Class<T> type, T value) throws IOException {
    TypeSerializer<T> serializer =
        TypeInformation.of(type).createSerializer(new SerializerConfigImpl());
    DataOutputSerializer out = new DataOutputSerializer(256);
    serializer.serialize(value, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());

    assertThat(serializer.deserialize(in)).usingRecursiveComparison().isEqualTo(value);
    assertThat(in.available()).isZero();
    assertThat(serializer.copy(value)).usingRecursiveComparison().isEqualTo(value);
  }

  private static Object instance(Class<?> record, boolean full) throws Exception {
    RecordComponent[] components = record.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      values[i] = value(record, components[i], full, i);
    }
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Constructor<?> constructor = record.getDeclaredConstructor(types);
    constructor.setAccessible(true);
    return constructor.newInstance(values);
  }

  /** A command without a pattern does not exist, and a primitive has no absent value. */
  private static Object value(Class<?> record, RecordComponent component, boolean full, int index)
      throws Exception {
    boolean required = record == ControlCommand.class && component.getType() == String.class;
    return full || required || component.getType().isPrimitive()
        ? present(component.getGenericType(), index)
        : absent(component.getType());
  }

  private static Object absent(Class<?> type) {
    if (type == List.class) {
      return List.of();
    }
    return type == Map.class ? Map.of() : null;
  }

  private static Object present(Type type, int index) throws Exception {
    if (type instanceof ParameterizedType container) {
      Object first = present(container.getActualTypeArguments()[0], index);
      return container.getRawType() == Map.class ? Map.of(first, "value") : List.of(first);
    }
    Class<?> raw = (Class<?>) type;
    if (raw == String.class) {
      return "text " + index;
    } else if (raw == long.class || raw == Long.class) {
      return 1_700_000_000_000L + index;
    } else if (raw == int.class || raw == Integer.class) {
      return index;
    } else if (raw == double.class || raw == Double.class) {
      return index + 0.5;
    } else if (raw == boolean.class || raw == Boolean.class) {
      return true;
    } else if (raw == long[].class) {
      return new long[] {1, Long.MIN_VALUE, index};
    } else if (raw == byte[].class) {
      return new byte[] {1, 2, (byte) index};
    }
    return raw.isEnum() ? raw.getEnumConstants()[0] : instance(raw, true);
  }
}
