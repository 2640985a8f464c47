package io.holoward.scoring.exchange;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Serializes by a {@link Codec}. Values are immutable, so that a copy is the value itself.
 *
 * @param <T> what is serialized
 */
final class ExchangeSerializer<T> extends TypeSerializer<T> {

  private static final long serialVersionUID = 1L;

  private final Codec<T> codec;

  /** Made by the thread that uses them. */
  private transient FieldWriter writer;

  private transient FieldReader reader;

  ExchangeSerializer(Codec<T> codec) {
    this.codec = codec;
  }

  @Override
  public void serialize(T value, DataOutputView out) throws IOException {
    if (writer == null) {
      writer = new FieldWriter();
    }
    codec.write(value, writer);
    writer.flush(out);
  }

  @Override
  public T deserialize(DataInputView in) throws IOException {
    if (reader == null) {
      reader = new FieldReader();
    }
    reader.open(in);
    return codec.read(reader);
  }

  @Override
  public T deserialize(T reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public T copy(T from) {
    return from;
  }

  @Override
  public T copy(T from, T reuse) {
    return from;
  }

  @Override
  public TypeSerializer<T> duplicate() {
    return new ExchangeSerializer<>(codec);
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public T createInstance() {
    return null;
  }

  @Override
  public int getLength() {
    return -1;
  }

  /** Keeps the form out of every state, where it would have to be readable for ever. */
  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    throw new UnsupportedOperationException(
        "this form is for exchanges only: give the state descriptor TypeInformation.of the class");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ExchangeSerializer<?> serializer
        && codec.getClass().equals(serializer.codec.getClass());
  }

  @Override
  public int hashCode() {
    return codec.getClass().hashCode();
  }
}
