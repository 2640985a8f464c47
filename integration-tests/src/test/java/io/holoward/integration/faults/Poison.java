package io.holoward.integration.faults;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Records of which nothing can come, of every kind a broken or hostile producer may send. */
final class Poison {
  private static final int LARGE = 100_000;

  private final Random random = new Random(20250307);
  private final byte[] sound;

  /**
   * Makes poison.
   *
   * @param sound a record in Avro as it should be, to be spoilt
   */
  Poison(byte[] sound) {
    this.sound = sound;
  }

  /** As many records, no two kinds of them after each other in equal proportion. */
  List<byte[]> records(int count) {
    List<byte[]> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      records.add(record());
    }
    return records;
  }

  private byte[] record() {
    return switch (random.nextInt(100)) {
      case 0 -> new byte[0];
      case 1 -> bytes(LARGE);
      default ->
          switch (random.nextInt(4)) {
            case 0 -> bytes(1 + random.nextInt(300));
            case 1 -> Arrays.copyOf(sound, 5 + random.nextInt(sound.length - 6));
            case 2 -> ofUnknownSchema();
            default ->
                "<14>sshd[%d]: no Avro at all \u001b[31m\r\n"
                    .formatted(random.nextInt(9999))
                    .getBytes(StandardCharsets.UTF_8);
          };
    };
  }

  /** Never Avro: its first byte says so. */
  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    bytes[0] = (byte) (1 + random.nextInt(100));
    return bytes;
  }

  /** Of so many ids that asking for each of them would be felt. */
  private byte[] ofUnknownSchema() {
    byte[] spoilt = sound.clone();
    spoilt[1] = 0x7F;
    spoilt[4] = (byte) random.nextInt(100);
    return spoilt;
  }
}
