package io.holoward.backtest.replay;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** The stored form of a split. */
final class ReplaySplitSerializer implements SimpleVersionedSerializer<ReplaySplit> {

  private static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(ReplaySplit split) throws IOException {
    return new OfLists().serialize(List.of(split));
  }

  @Override
  public ReplaySplit deserialize(int version, byte[] serialized) throws IOException {
    return new OfLists().deserialize(version, serialized).get(0);
  }

  /** The stored form of several splits. */
  static final class OfLists implements SimpleVersionedSerializer<List<ReplaySplit>> {

    @Override
    public int getVersion() {
      return VERSION;
    }

    @Override
    public byte[] serialize(List<ReplaySplit> splits) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeInt(splits.size());
      for (ReplaySplit split : splits) {
        write(split, out);
      }
      return bytes.toByteArray();
    }

    @Override
    public List<ReplaySplit> deserialize(int version, byte[] serialized) throws IOException {
      if (version != VERSION) {
        throw new IOException(
            "expected a replay split of version %d, found %d".formatted(VERSION, version));
      }
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
      List<ReplaySplit> splits = new ArrayList<>();
      for (int i = in.readInt(); i > 0; i--) {
        splits.add(read(in));
      }
      return splits;
    }

    private static void write(ReplaySplit split, DataOutputStream out) throws IOException {
      out.writeInt(split.index());
      out.writeInt(split.runs().size());
      for (String run : split.runs()) {
        out.writeUTF(run);
      }
      out.writeLong(split.consumed());
    }

    private static ReplaySplit read(DataInputStream in) throws IOException {
      int index = in.readInt();
      List<String> runs = new ArrayList<>();
      for (int i = in.readInt(); i > 0; i--) {
        runs.add(in.readUTF());
      }
      return new ReplaySplit(index, runs, in.readLong());
    }
  }
}
