package io.holoward.detection.lifecycle;

import io.holoward.detection.features.FeatureSet;
import io.holoward.entropy.RecordCounts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The stored form of a {@link ProcessProfile}: four letters, a version, the fields in a fixed
 * order; texts and arrays with their length in front. Version 1 had Table 2 alone: it names no
 * features and tells nothing of novelty.
 */
final class ProfileCodec {

  private static final int MAGIC = 0x48575050; // HWPP
  private static final int VERSION = 2;
  private static final int OLDEST_VERSION = 1;

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
      features(out, profile.features);
      out.writeLong(profile.tally.windows());
      out.writeLong(profile.tally.newWindows());
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
      if (version < OLDEST_VERSION || version > VERSION) {
        throw refuse(
            "its version is %d, this release reads %d to %d"
                .formatted(version, OLDEST_VERSION, VERSION));
      }
      ProcessProfile profile = fields(in, version);
      if (in.available() > 0) {
        throw refuse(in.available() + " bytes follow its end");
      }
      return profile;
    } catch (IOException e) {
      throw refuse("it ends too early");
    }
  }

  private static ProcessProfile fields(DataInputStream in, int version) throws IOException {
    ProcessProfile profile = new ProcessProfile(text(in), in.readInt(), FeatureSet.TABLE_2);
    profile.phase = in.readUnsignedByte() == 1 ? Phase.PROTECTED : Phase.DISCOVERY;
    profile.locked = in.readBoolean();
    profile.firstSeen = in.readLong();
    profile.lastSeen = in.readLong();
    profile.learningSince = in.readLong();
    profile.lastTick = in.readLong();
    profile.lastVersion = in.readInt();
    profile.lastCommandTime = in.readLong();
    profile.lastCommandId = text(in);
    if (version > 1) {
      profile.features = features(in);
      profile.tally = new NoveltyTally(in.readLong(), in.readLong());
    }
    profile.counts = RecordCounts.fromBytes(bytes(in));
    profile.hosts = new HostSample(longs(in));
    profile.novelty = new NoveltyRing(longs(in), in.readLong());
    profile.model = model(in, version);
    return profile;
  }

  private static void model(DataOutputStream out, SealedModel model) throws IOException {
    out.writeBoolean(model != null);
    if (model != null) {
      bytes(out, model.stored());
      spoken(out, model.features());
      out.writeInt(model.version());
      out.writeLong(model.sealedAt());
      out.writeLong(model.records());
      out.writeLong(model.distinct());
    }
  }

  private static SealedModel model(DataInputStream in, int version) throws IOException {
    return in.readBoolean()
        ? new SealedModel(
            bytes(in),
            version == 1 ? SpokenFeatures.TABLE_2 : spoken(in),
            in.readInt(),
            in.readLong(),
            in.readLong(),
            in.readLong())
        : null;
  }

  private static void spoken(DataOutputStream out, SpokenFeatures spoken) throws IOException {
    features(out, spoken.set());
    out.writeBoolean(spoken.noveltyShare() != null);
    if (spoken.noveltyShare() != null) {
      out.writeDouble(spoken.noveltyShare());
    }
    out.writeBoolean(spoken.roaming());
  }

  private static SpokenFeatures spoken(DataInputStream in) throws IOException {
    return new SpokenFeatures(
        features(in), in.readBoolean() ? in.readDouble() : null, in.readBoolean());
  }

  private static void features(DataOutputStream out, FeatureSet features) throws IOException {
    out.writeInt(features.names().size());
    for (String name : features.names()) {
      text(out, name);
    }
  }

  private static FeatureSet features(DataInputStream in) throws IOException {
    int size = size(in, Integer.BYTES);
    List<String> names = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      names.add(text(in));
    }
    return FeatureSet.of(names);
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
