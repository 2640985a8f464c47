package io.holoward.scoring.state;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes pieces of bytes, each after its length, and a length of 0 at the end. */
public final class DeferredBytesSerializer extends TypeSerializerSingleton<DeferredBytes> {

  private static final long serialVersionUID = 1L;

  /** There is but one. */
  public static final DeferredBytesSerializer INSTANCE = new DeferredBytesSerializer();

  /** What a savepoint remembers of it. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<DeferredBytes> {

    /** Called by Flink. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }

  /** Says that no copy is needed, which is what puts off the making of the bytes. */
  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public DeferredBytes createInstance() {
    return new DeferredBytes(out -> {});
  }

  @Override
  public DeferredBytes copy(DeferredBytes from) {
    return from;
  }

  @Override
  public DeferredBytes copy(DeferredBytes from, DeferredBytes reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(DeferredBytes value, DataOutputView target) throws IOException {
    value.writeTo(new Pieces(target));
    target.writeInt(0);
  }

  @Override
  public DeferredBytes deserialize(DataInputView source) throws IOException {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (int length = source.readInt(); length > 0; length = source.readInt()) {
      byte[] piece = new byte[length];
      source.readFully(piece);
      joined.write(piece);
    }
    return new DeferredBytes(joined::writeTo);
  }

  @Override
  public DeferredBytes deserialize(DeferredBytes reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    for (int length = source.readInt(); length > 0; length = source.readInt()) {
      target.writeInt(length);
      target.write(source, length);
    }
    target.writeInt(0);
  }

  @Override
  public TypeSerializerSnapshot<DeferredBytes> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Whatever is written at once is a piece. */
  private static final class Pieces extends OutputStream {
    private final DataOutputView target;

    Pieces(DataOutputView target) {
      this.target = target;
    }

    @Override
    public void write(int single) throws IOException {
      write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      if (length > 0) {
        target.writeInt(length);
        target.write(bytes, from, length);
      }
    }
  }
}
