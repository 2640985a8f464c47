package io.holoward.detection.features;

import io.holoward.detection.memory.Remembered;

/**
 * Literal IPv4 and IPv6 addresses: one spelling, one class. Nothing here ever asks a name server.
 */
public final class Addresses {

  private static final int MAX_QUOTED = 60;

  /** Telemetry repeats the same few thousand addresses, and asks for the class of each often. */
  private static final Remembered<String, IpLiteral> PARSED =
      new Remembered<>(1 << 14, Addresses::parse);

  private Addresses() {}

  /**
   * The canonical spelling of a literal address: IPv6 as in RFC 5952 without brackets and zone, an
   * IPv4-mapped IPv6 address as IPv4.
   *
   * @return null for an absent address or a wildcard: null, empty, {@code *}, {@code -}, {@code
   *     null}, {@code any}
   * @throws IllegalArgumentException for anything else, host names among them
   */
  public static String canonical(String text) {
    if (isWildcard(text)) {
      return null;
    }
    return literal(text).text();
  }

  /**
   * The class of a literal address, canonical or not.
   *
   * @throws IllegalArgumentException if it is not a literal address
   */
  public static AddressClass classify(String address) {
    return literal(address).isPrivate() ? AddressClass.PRIVATE : AddressClass.PUBLIC;
  }

  /** True for an IPv6 address in canonical spelling. */
  public static boolean isIpv6(String canonical) {
    return canonical.indexOf(':') >= 0;
  }

  /** True for 127/8 and ::1; false for null. */
  public static boolean isLoopback(String address) {
    return address != null && literal(address).loopback();
  }

  /** True for 224/4 and ff00::/8; false for null. */
  public static boolean isMulticast(String address) {
    return address != null && literal(address).multicast();
  }

  /** True for 255.255.255.255 and the last address of an IPv4 /24; false for null. */
  public static boolean isBroadcast(String address) {
    return address != null && literal(address).broadcast();
  }

  /** True for 0.0.0.0 and ::, which stand for any address of the host; false for null. */
  public static boolean isUnspecified(String address) {
    return address != null && literal(address).unspecified();
  }

  /** The network of a literal address, such as {@code 10.1.2.0/24}: /24 of IPv4, /48 of IPv6. */
  public static String network(String address) {
    return literal(address).network();
  }

  /**
   * The wide network of a literal address, such as {@code 203.0.0.0/16}: /16 of IPv4, /32 of IPv6.
   */
  public static String wideNetwork(String address) {
    return literal(address).wideNetwork();
  }

  static boolean isWildcard(String text) {
    if (text == null) {
      return true;
    }
    String trimmed = text.strip();
    return switch (trimmed.length()) {
      case 0 -> true;
      case 1 -> trimmed.equals("*") || trimmed.equals("-");
      case 3 -> trimmed.equalsIgnoreCase("any");
      case 4 -> trimmed.equalsIgnoreCase("null");
      default -> false;
    };
  }

  static IpLiteral literal(String text) {
    return PARSED.of(text);
  }

  private static IpLiteral parse(String text) {
    String bare = text.strip();
    if (bare.startsWith("[") && bare.endsWith("]")) {
      bare = bare.substring(1, bare.length() - 1);
    }
    int zone = bare.indexOf('%');
    IpLiteral literal = IpLiteral.parse(zone < 0 ? bare : bare.substring(0, zone));
    if (literal == null) {
      throw new IllegalArgumentException(refusal(bare));
    }
    return literal;
  }

  private static String refusal(String text) {
    String quoted = text.length() <= MAX_QUOTED ? text : text.substring(0, MAX_QUOTED) + "…";
    boolean name = text.indexOf(':') < 0 && text.chars().anyMatch(Character::isLetter);
    return name
        ? "expected a literal address, found the host name '"
            + quoted
            + "' (names are not resolved)"
        : "expected a literal IPv4 or IPv6 address, found '" + quoted + "'";
  }
}
