package io.holoward.scoring.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holoward.scoring.exchange.ExchangedType;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExchangedTest {

  private static final int VALUES = 2_000;

  private record Kind<T>(ExchangedType<T> type, Supplier<T> values) {
    @Override
    public String toString() {
      return type.toString();
    }
  }

  static Stream<Kind<?>> kinds() {
    RandomExchanges random = new RandomExchanges(7);
    return Stream.of(
        new Kind<>(Exchanged.INSTANCE_EVENTS, random::instanceEvent),
        new Kind<>(Exchanged.IDENTIFIED_EVENTS, random::identifiedEvent),
        new Kind<>(Exchanged.SIGHTINGS, random::sighting));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  <T> void whateverIsSentArrivesAsItWas(Kind<T> kind) throws Exception {
    List<T> sent = Stream.generate(kind.values()).limit(VALUES).toList();
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializer<T> sender = serializer(kind.type());
    for (T value : sent) {
      sender.serialize(value, out);
    }

    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    TypeSerializer<T> receiver = serializer(kind.type());
    for (T value : sent) {
      assertThat(receiver.deserialize(in)).isEqualTo(value);
    }
    assertThat(in.available()).isZero();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  <T> void aCopyIsTheValueItself(Kind<T> kind) {
    T value = kind.values().get();
    assertThat(serializer(kind.type()).copy(value)).isSameAs(value);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  <T> void aSerializerIsSentToTheTasksAndWorksThere(Kind<T> kind) throws Exception {
    TypeSerializer<T> used = serializer(kind.type());
    DataOutputSerializer out = new DataOutputSerializer(64);
    T value = kind.values().get();
    used.serialize(value, out);
    TypeSerializer<T> sent =
        InstantiationUtil.deserializeObject(
            InstantiationUtil.serializeObject(used), getClass().getClassLoader());

    assertThat(sent).isEqualTo(used).isEqualTo(used.duplicate()).isNotSameAs(used.duplicate());
    assertThat(sent.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()))).isEqualTo(value);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  <T> void theFormIsKeptOutOfEveryState(Kind<T> kind) {
    assertThatThrownBy(() -> serializer(kind.type()).snapshotConfiguration())
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("TypeInformation.of");
    assertThat((TypeInformation<?>) kind.type())
        .isNotEqualTo(TypeInformation.of(kind.type().getTypeClass()));
  }

  @Test
  void namesThatComeAgainAreHeldOnce() throws Exception {
    IdentifiedEvent event = new RandomExchanges(11).identifiedEvent();
    IdentifiedEvent named = new IdentifiedEvent(event.event(), "acme|a.exe|", "a.exe");
    TypeSerializer<IdentifiedEvent> receiver = serializer(Exchanged.IDENTIFIED_EVENTS);

    IdentifiedEvent first = received(named, receiver);
    IdentifiedEvent again = received(named, receiver);

    assertThat(first).isEqualTo(named).isNotSameAs(again);
    assertThat(again.processId()).isSameAs(first.processId());
    assertThat(again.processName()).isSameAs(first.processName());
  }

  private static <T> T received(T value, TypeSerializer<T> receiver) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    receiver.serialize(value, out);
    return receiver.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
  }

  private static <T> TypeSerializer<T> serializer(ExchangedType<T> type) {
    return type.createSerializer(new SerializerConfigImpl());
  }
}
