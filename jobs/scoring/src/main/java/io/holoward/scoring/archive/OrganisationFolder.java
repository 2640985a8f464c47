package io.holoward.scoring.archive;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * The name of the folder of an organisation. An organisation is what a record says it is: any text,
 * also one that is made to lead out of the archive. Names are told apart by it as their
 * organisations are, and none is hidden.
 */
final class OrganisationFolder {

  /** File systems take 255 bytes; the key and Flink's own suffixes need some of them. */
  private static final int MAX_LENGTH = 150;

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private OrganisationFolder() {}

  /**
   * The name: letters, digits, {@code -}, {@code _} and {@code .} of ASCII as they are, unless a
   * dot or an underscore stands first; the UTF-8 bytes of all else as {@code %XX}. One that is too
   * long is cut and ends in a checksum of the whole.
   */
  static String of(String organisation) {
    StringBuilder name = new StringBuilder();
    byte[] bytes = organisation.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length && name.length() <= MAX_LENGTH; i++) {
      char c = (char) (bytes[i] & 0xFF);
      if (isPlain(c) && !(i == 0 && (c == '.' || c == '_'))) {
        name.append(c);
      } else {
        name.append('%').append(HEX.toHexDigits(bytes[i]));
      }
    }
    return name.length() <= MAX_LENGTH
        ? name.toString()
        : name.substring(0, MAX_LENGTH) + "~" + checksum(bytes);
  }

  private static boolean isPlain(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '-'
        || c == '_'
        || c == '.';
  }

  private static String checksum(byte[] bytes) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    return String.format(Locale.ROOT, "%08X", checksum.getValue());
  }
}
