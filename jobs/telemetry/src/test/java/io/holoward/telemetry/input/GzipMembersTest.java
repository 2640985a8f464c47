package io.holoward.telemetry.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;

class GzipMembersTest {

  /** A pipe: gives a byte at a time and never knows of more. */
  private static InputStream pipe(byte[] bytes) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] target, int offset, int length) {
        return super.read(target, offset, Math.min(length, 1));
      }

      @Override
      public synchronized int available() {
        return 0;
      }
    };
  }

  private static byte[] randomText(int length) {
    Random random = new Random(3);
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) ('a' + random.nextInt(26));
    }
    return bytes;
  }

  @Test
  void membersFollowOneAnotherEvenOnAPipe() throws IOException {
    byte[] twice = Gzip.concat(Gzip.of("first\n"), Gzip.of("second\n"));
    assertThat(new GzipMembers(pipe(twice)).readAllBytes())
        .isEqualTo("first\nsecond\n".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aMemberWithAllOptionalHeaderFieldsIsRead() throws IOException {
    byte[] plain = Gzip.of("data");
    ByteArrayOutputStream dressed = new ByteArrayOutputStream();
    dressed.write(new byte[] {0x1f, (byte) 0x8b, 8, 0x1e, 0, 0, 0, 0, 0, 0});
    dressed.write(new byte[] {3, 0, 9, 9, 9});
    dressed.write("name\0comment\0".getBytes(StandardCharsets.US_ASCII));
    dressed.write(new byte[] {1, 2});
    dressed.write(plain, 10, plain.length - 10);
    assertThat(new GzipMembers(new ByteArrayInputStream(dressed.toByteArray())).readAllBytes())
        .isEqualTo("data".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void zerosThatPadTheEndAreNothing() throws IOException {
    byte[] padded = Gzip.concat(Gzip.of("data"), new byte[512]);
    assertThat(new GzipMembers(new ByteArrayInputStream(padded)).readAllBytes()).hasSize(4);
  }

  @Test
  void everyTruncationGivesAPrefixAndThenTheDamage() throws IOException {
    byte[] text = randomText(3_000);
    byte[] whole = Gzip.of(text);
    for (int length = 2; length < whole.length; length += 7) {
      byte[] cut = Arrays.copyOf(whole, length);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      assertThatThrownBy(() -> copy(new GzipMembers(new ByteArrayInputStream(cut)), out))
          .isInstanceOf(EOFException.class)
          .hasMessageContaining("truncated");
      assertThat(out.toByteArray()).isEqualTo(Arrays.copyOf(text, out.size()));
    }
  }

  @Test
  void aChangedByteNeverGoesUnnoticed() throws IOException {
    byte[] text = randomText(3_000);
    byte[] whole = Gzip.of(text);
    for (int at = 10; at < whole.length; at += 5) {
      byte[] changed = whole.clone();
      changed[at] ^= 0x11;
      assertThatThrownBy(
              () ->
                  copy(
                      new GzipMembers(new ByteArrayInputStream(changed)),
                      new ByteArrayOutputStream()))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void theBytesBeforeACorruptionAreHandedOutFirst() throws IOException {
    byte[] text = randomText(200_000);
    byte[] whole = Gzip.of(text);
    Arrays.fill(whole, whole.length / 2, whole.length / 2 + 64, (byte) 0xff);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThatThrownBy(() -> copy(new GzipMembers(new ByteArrayInputStream(whole)), out))
        .isInstanceOf(ZipException.class);
    int sound = Arrays.mismatch(out.toByteArray(), text);
    assertThat(sound).isGreaterThan(90_000);
  }

  @Test
  void somethingElseAfterTheEndIsADamage() {
    byte[] followed = Gzip.concat(Gzip.of("data"), "trailer".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> new GzipMembers(new ByteArrayInputStream(followed)).readAllBytes())
        .isInstanceOf(ZipException.class)
        .hasMessageContaining("follows its end");
  }

  private static void copy(InputStream in, ByteArrayOutputStream out) throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      out.write(buffer, 0, count);
    }
  }
}
