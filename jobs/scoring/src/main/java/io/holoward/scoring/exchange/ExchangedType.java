package io.holoward.scoring.exchange;

import java.util.Objects;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * A type whose values cross exchanges in a form of their own. For the outputs of operators only:
 * what is kept in a state has the type that earlier releases stored it with.
 *
 * @param <T> the type
 */
public final class ExchangedType<T> extends TypeInformation<T> {

  private static final long serialVersionUID = 1L;

  private final Class<T> type;
  private final Codec<T> codec;

  /**
   * @param type an immutable class
   * @param codec the form of its values
   */
  public ExchangedType(Class<T> type, Codec<T> codec) {
    this.type = type;
    this.codec = codec;
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return new ExchangeSerializer<>(codec);
  }

  @Override
  public Class<T> getTypeClass() {
    return type;
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof ExchangedType;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ExchangedType<?> exchanged
        && type.equals(exchanged.type)
        && codec.getClass().equals(exchanged.codec.getClass());
  }

  @Override
  public int hashCode() {
    return Objects.hash(type, codec.getClass());
  }

  @Override
  public String toString() {
    return "Exchanged<" + type.getSimpleName() + ">";
  }
}
