package io.holoward.scoring.savepoint;

import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** What an {@link IdleSource} reads: nothing. */
enum IdleSplit implements SourceSplit {
  NONE;

  static final SimpleVersionedSerializer<IdleSplit> SERIALIZER = new Serializer();

  @Override
  public String splitId() {
    return name();
  }

  private static final class Serializer implements SimpleVersionedSerializer<IdleSplit> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(IdleSplit split) {
      return new byte[0];
    }

    @Override
    public IdleSplit deserialize(int version, byte[] serialized) {
      return NONE;
    }
  }
}
