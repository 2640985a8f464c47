package io.holoward.detection.population;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * The stored form of a {@link PopulationLearning}: four letters, a version, the fields in a fixed
 * order; arrays with their length in front.
 */
final class PopulationLearningCodec {

  private static final int MAGIC = 0x4857504F; // HWPO
  private static final int VERSION = 1;

  private PopulationLearningCodec() {}

  static byte[] write(PopulationLearning learning) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(MAGIC);
      out.writeByte(VERSION);
      out.writeInt(learning.version);
      out.writeBoolean(learning.complete);
      out.writeLong(learning.lastSeen);
      out.writeLong(learning.lastCounted);
      ProcessRecordsCodec.write(out, learning.records);
      out.writeInt(learning.later.size());
      for (Map.Entry<Long, ProcessRecords> tick : learning.later.entrySet()) {
        out.writeLong(tick.getKey());
        ProcessRecordsCodec.write(out, tick.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  static PopulationLearning read(byte[] stored) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(stored))) {
      if (in.readInt() != MAGIC) {
        throw refuse("it does not begin with HWPO");
      }
      int version = in.readUnsignedByte();
      if (version != VERSION) {
        throw refuse("its version is " + version + ", this release reads " + VERSION);
      }
      PopulationLearning learning = new PopulationLearning();
      learning.version = in.readInt();
      learning.complete = in.readBoolean();
      learning.lastSeen = in.readLong();
      learning.lastCounted = in.readLong();
      learning.records = ProcessRecordsCodec.read(in);
      for (int ticks = in.readInt(); ticks > 0; ticks--) {
        learning.later.put(in.readLong(), ProcessRecordsCodec.read(in));
      }
      if (in.available() > 0) {
        throw refuse(in.available() + " bytes follow its end");
      }
      return learning;
    } catch (IOException e) {
      throw refuse("it ends too early");
    }
  }

  static IllegalArgumentException refuse(String reason) {
    return new IllegalArgumentException("Not what was learned of a population: " + reason);
  }
}
