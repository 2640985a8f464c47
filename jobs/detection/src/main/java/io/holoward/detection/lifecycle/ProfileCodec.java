package io.holoward.detection.lifecycle;

import io.holoward.entropy.RecordCounts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The stored form of a {@link ProcessProfile}: four letters, a version, the fields in a fixed
 * order; texts and arrays with their length in front.
 */
final class ProfileCodec {

  private static final int MAGIC = 0x48575050; // HWPP
  private static final int VERSION = 1;

  private ProfileCodec() {}

  static byte[] write(ProcessProfile profile) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(MAGIC);
      out.writeByte(VERSION);
      text(out, profile.processId());
      out.writeInt(profile.maxDistinct);
      out.writeByte(profile.phase == Phase.PROTECTED ? 1 : 0);
      out.writeBoolean(profile.locked);
      out.writeLong(profile.firstSeen);
      out.writeLong(profile.lastSeen);
      out.writeLong(profile.learningSince);
      out.writeLong(profile.lastTick);
      out.writeInt(profile.lastVersion);
      out.writeLong(profile.lastCommandTime);
      text(out, profile.lastCommandId);
      bytes(out, profile.counts.toBytes());
      longs(out, profile.hosts.hashes());
      longs(out, profile.novelty.bits());
      out.writeLong(profile.novelty.recorded());
      model(out, profile.model);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  static ProcessProfile read(byte[] stored) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(stored))) {
      if (in.readInt() != MAGIC) {
        throw refuse("it does not begin with HWPP");
      }
      int version = in.readUnsignedByte();
      if (version != VERSION) {
        throw refuse("its version is " + version + ", this release reads " + VERSION);
      }
      ProcessProfile profile = fields(in);
      if (in.available() > 0) {
        throw refuse(in.available() + " bytes follow its end");
      }
      return profile;
    } catch (IOException e) {
      throw refuse("it ends too early");
    }
  }

  private static ProcessProfile fields(DataInputStream in) throws IOException {
    ProcessProfile profile = new ProcessProfile(text(in), in.readInt());
    profile.phase = in.readUnsignedByte() == 1 ? Phase.PROTECTED : Phase.DISCOVERY;
    profile.locked = in.readBoolean();
    profile.firstSeen = in.readLong();
    profile.lastSeen = in.readLong();
    profile.learningSince = in.readLong();
    profile.lastTick = in.readLong();
    profile.lastVersion = in.readInt();
    profile.lastCommandTime = in.readLong();
    profile.lastCommandId = text(in);
    profile.counts = RecordCounts.fromBytes(bytes(in));
    profile.hosts = new HostSample(longs(in));
    profile.novelty = new NoveltyRing(longs(in), in.readLong());
    profile.model = model(in);
    return profile;
  }

  private static void model(DataOutputStream out, SealedModel model) throws IOException {
    out.writeBoolean(model != null);
    if (model != null) {
      bytes(out, model.stored());
      out.writeInt(model.version());
      out.writeLong(model.sealedAt());
      out.writeLong(model.records());
      out.writeLong(model.distinct());
    }
  }

  private static SealedModel model(DataInputStream in) throws IOException {
    return in.readBoolean()
        ? new SealedModel(bytes(in), in.readInt(), in.readLong(), in.readLong(), in.readLong())
        : null;
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    bytes(out, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(bytes(in), StandardCharsets.UTF_8);
  }

  private static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] bytes(DataInputStream in) throws IOException {
    byte[] bytes = new byte[size(in, 1)];
    in.readFully(bytes);
    return bytes;
  }

  private static void longs(DataOutputStream out, long[] numbers) throws IOException {
    out.writeInt(numbers.length);
    for (long number : numbers) {
      out.writeLong(number);
    }
  }

  private static long[] longs(DataInputStream in) throws IOException {
    long[] numbers = new long[size(in, Long.BYTES)];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = in.readLong();
    }
    return numbers;
  }

  /** A length that the bytes at hand can hold, so that damage cannot ask for all memory. */
  private static int size(DataInputStream in, int width) throws IOException {
    int size = in.readInt();
    if (size < 0 || (long) size * width > in.available()) {
      throw refuse("it names a length of " + size);
    }
    return size;
  }

  private static IllegalArgumentException refuse(String reason) {
    return new IllegalArgumentException("Not a process profile: " + reason);
  }
}
