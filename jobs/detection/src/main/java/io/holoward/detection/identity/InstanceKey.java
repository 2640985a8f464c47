package io.holoward.detection.identity;

import io.holoward.detection.observation.ProcessReference;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * Which process instance of which host an event belongs to: the first 128 bits of a SHA-256 over
 * organisation, host, and the sensor's own GUID; without a GUID over the pid and the normalised
 * image; without a pid over the image. An attacker who chooses names cannot make two instances
 * collide.
 */
public record InstanceKey(long high, long low) {

  private static final int HEX_DIGITS = 32;

  /** The key of what a sensor told of an instance on a host, taken as it is. */
  public static InstanceKey of(String organisation, String host, ProcessReference process) {
    return of(
        organisation, host, process.guid(), process.pid(), ImagePath.normalise(process.image()));
  }

  /**
   * The key of an instance.
   *
   * @param guid the sensor's id of the instance, or null
   * @param pid its process id, or {@link ProcessReference#UNKNOWN_PID}
   * @param image its normalised image, or null
   */
  public static InstanceKey of(
      String organisation, String host, String guid, long pid, String image) {
    NameHash hash = new NameHash().add(organisation).add(host);
    if (guid != null) {
      hash.add("guid").add(guid);
    } else {
      hash.add(pid == ProcessReference.UNKNOWN_PID ? "image" : "pid " + pid)
          .add(image == null ? ProcessIdentity.UNKNOWN_IMAGE : image);
    }
    ByteBuffer name = hash.name();
    return new InstanceKey(name.getLong(), name.getLong());
  }

  /**
   * Reads what {@link #toString()} wrote.
   *
   * @throws IllegalArgumentException if the text is not 32 hexadecimal digits
   */
  public static InstanceKey parse(String hex) {
    if (hex.length() != HEX_DIGITS) {
      throw new IllegalArgumentException("expected 32 hexadecimal digits, found '" + hex + "'");
    }
    return new InstanceKey(
        HexFormat.fromHexDigitsToLong(hex, 0, HEX_DIGITS / 2),
        HexFormat.fromHexDigitsToLong(hex, HEX_DIGITS / 2, HEX_DIGITS));
  }

  /** The bits of the hash themselves: already evenly spread, and the same in every JVM. */
  @Override
  public int hashCode() {
    return (int) (high ^ high >>> 32);
  }

  /** 32 hexadecimal digits. */
  @Override
  public String toString() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(high) + hex.toHexDigits(low);
  }
}
