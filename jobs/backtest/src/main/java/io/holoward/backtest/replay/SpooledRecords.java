package io.holoward.backtest.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Records of one type as the payload of a frame, by Flink's serializer of the type. For one thread.
 */
final class SpooledRecords<T> {

  private static final int INITIAL_BYTES = 1 << 10;

  private final TypeSerializer<T> serializer;
  private final DataOutputSerializer out = new DataOutputSerializer(INITIAL_BYTES);
  private final DataInputDeserializer in = new DataInputDeserializer();

  SpooledRecords(Class<T> type) {
    this.serializer = TypeInformation.of(type).createSerializer(new SerializerConfigImpl());
  }

  /** The payload of a record. */
  byte[] write(T record) throws IOException {
    out.clear();
    serializer.serialize(record, out);
    return out.getCopyOfBuffer();
  }

  /** The record of a payload. */
  T read(byte[] payload) {
    in.setBuffer(payload);
    try {
      return serializer.deserialize(in);
    } catch (IOException e) {
      throw new UncheckedIOException("what was spooled cannot be read", e);
    }
  }
}
