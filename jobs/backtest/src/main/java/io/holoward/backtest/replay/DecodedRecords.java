package io.holoward.backtest.replay;

import io.holoward.scoring.decode.Decoded;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Decoded records as the payload of a frame. A record is decoded once, where it stands among those
 * around it: some formats say in one line what another means. For one thread.
 */
final class DecodedRecords {

  private static final int INITIAL_BYTES = 1 << 10;

  private final TypeSerializer<Decoded> serializer =
      TypeInformation.of(Decoded.class).createSerializer(new SerializerConfigImpl());
  private final DataOutputSerializer out = new DataOutputSerializer(INITIAL_BYTES);
  private final DataInputDeserializer in = new DataInputDeserializer();

  /** The payload of a record. */
  byte[] write(Decoded record) throws IOException {
    out.clear();
    serializer.serialize(record, out);
    return out.getCopyOfBuffer();
  }

  /** The record of a payload. */
  Decoded read(byte[] payload) {
    in.setBuffer(payload);
    try {
      return serializer.deserialize(in);
    } catch (IOException e) {
      throw new UncheckedIOException("what was spooled cannot be read", e);
    }
  }
}
