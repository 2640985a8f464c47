package io.holoward.detection.features;

/**
 * A parsed literal address. An IPv4 address, and an IPv4-mapped IPv6 one, lies in the low 32 bits
 * of {@code low}.
 */
public record IpLiteral(boolean v6, long high, long low) {

  private static final int GROUPS = 8;
  private static final long MAPPED_PREFIX = 0xffffL;

  /**
   * Parses an IPv4 or IPv6 literal without brackets or zone.
   *
   * @return null when the text is not a literal address
   */
  public static IpLiteral parse(String text) {
    return text.indexOf(':') < 0 ? parseV4(text) : parseV6(text);
  }

  private static IpLiteral parseV4(String text) {
    long value = v4Value(text, 0, text.length());
    return value < 0 ? null : new IpLiteral(false, 0, value);
  }

  /** Four decimal octets without leading zeros, or -1. */
  private static long v4Value(String text, int from, int to) {
    long value = 0;
    int octets = 0;
    int octet = -1;
    int digits = 0;
    for (int i = from; i <= to; i++) {
      char c = i < to ? text.charAt(i) : '.';
      if (c == '.') {
        if (octet < 0 || ++octets > 4) {
          return -1;
        }
        value = value << 8 | octet;
        octet = -1;
        digits = 0;
      } else if (c >= '0' && c <= '9' && octet != 0 && digits < 3) {
        octet = Math.max(octet, 0) * 10 + (c - '0');
        digits++;
        if (octet > 255) {
          return -1;
        }
      } else {
        return -1;
      }
    }
    return octets == 4 ? value : -1;
  }

  private static IpLiteral parseV6(String text) {
    int[] groups = new int[GROUPS];
    int count = 0;
    int gap = -1;
    int i = 0;
    int length = text.length();
    if (text.startsWith("::")) {
      gap = 0;
      i = 2;
    }
    while (i < length) {
      int end = text.indexOf(':', i);
      boolean last = end < 0;
      end = last ? length : end;
      if (last && text.indexOf('.', i) >= 0) {
        long v4 = v4Value(text, i, end);
        if (v4 < 0 || count > GROUPS - 2) {
          return null;
        }
        groups[count++] = (int) (v4 >>> 16);
        groups[count++] = (int) (v4 & 0xffff);
        break;
      }
      int group = hexGroup(text, i, end);
      if (group < 0 || count == GROUPS) {
        return null;
      }
      groups[count++] = group;
      i = end + 1;
      if (!last && i == length) {
        return null;
      }
      if (!last && text.charAt(i) == ':') {
        if (gap >= 0) {
          return null;
        }
        gap = count;
        i++;
      }
    }
    return (gap < 0) == (count < GROUPS) ? null : fromGroups(groups, count, gap);
  }

  private static int hexGroup(String text, int from, int to) {
    if (to == from || to - from > 4) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  private static IpLiteral fromGroups(int[] groups, int count, int gap) {
    int[] full = new int[GROUPS];
    int head = gap < 0 ? count : gap;
    System.arraycopy(groups, 0, full, 0, head);
    System.arraycopy(groups, head, full, GROUPS - (count - head), count - head);
    long high = 0;
    long low = 0;
    for (int i = 0; i < 4; i++) {
      high = high << 16 | full[i];
      low = low << 16 | full[i + 4];
    }
    boolean mapped = high == 0 && low >>> 32 == MAPPED_PREFIX;
    return mapped ? new IpLiteral(false, 0, low & 0xffffffffL) : new IpLiteral(true, high, low);
  }

  /** The canonical text: dotted decimal, or RFC 5952. */
  public String text() {
    return v6 ? textV6() : textV4();
  }

  private String textV4() {
    return (low >>> 24) + "." + (low >>> 16 & 255) + "." + (low >>> 8 & 255) + "." + (low & 255);
  }

  private String textV6() {
    int start = -1;
    int length = 1;
    for (int i = 0; i < GROUPS; i++) {
      int run = 0;
      while (i + run < GROUPS && group(i + run) == 0) {
        run++;
      }
      if (run > length) {
        start = i;
        length = run;
      }
      i += run;
    }
    StringBuilder text = new StringBuilder(40);
    for (int i = 0; i < GROUPS; i++) {
      if (i == start) {
        text.append("::");
        i += length - 1;
        continue;
      }
      if (i > 0 && text.charAt(text.length() - 1) != ':') {
        text.append(':');
      }
      text.append(Integer.toHexString(group(i)));
    }
    return text.toString();
  }

  private int group(int i) {
    return (int) ((i < 4 ? high >>> (48 - 16 * i) : low >>> (112 - 16 * i)) & 0xffff);
  }

  /** The network of the address and its length: a /24 of IPv4, a /48 of IPv6. */
  String network() {
    return v6
        ? new IpLiteral(true, high & ~0xffffL, 0).text() + "/48"
        : new IpLiteral(false, 0, low & ~0xffL).text() + "/24";
  }

  /** The wide network of the address and its length: a /16 of IPv4, a /32 of IPv6. */
  String wideNetwork() {
    return v6
        ? new IpLiteral(true, high & ~0xffff_ffffL, 0).text() + "/32"
        : new IpLiteral(false, 0, low & ~0xffffL).text() + "/16";
  }

  /** True for a loopback address: 127/8 or ::1. */
  boolean loopback() {
    return v6 ? high == 0 && low == 1 : low >>> 24 == 127;
  }

  /** True for 224/4 or ff00::/8. */
  boolean multicast() {
    return v6 ? high >>> 56 == 0xff : low >>> 28 == 0xe;
  }

  /** True for 255.255.255.255 and the last address of a /24. */
  boolean broadcast() {
    return !v6 && (low & 0xff) == 0xff;
  }

  /** True for the unspecified address, 0.0.0.0 or ::, which says "any of this host". */
  boolean unspecified() {
    return high == 0 && low == 0;
  }

  /** True for every address that Table 2 does not call public. */
  boolean isPrivate() {
    return v6 ? isPrivateV6() : isPrivateV4();
  }

  private boolean isPrivateV4() {
    int first = (int) (low >>> 24);
    int second = (int) (low >>> 16 & 255);
    return switch (first) {
      case 0, 10, 127 -> true;
      case 100 -> second >= 64 && second < 128;
      case 169 -> second == 254;
      case 172 -> second >= 16 && second < 32;
      case 192 -> second == 168;
      default -> (first >= 224 && first < 240) || low == 0xffffffffL;
    };
  }

  private boolean isPrivateV6() {
    long top = high >>> 48;
    return (high == 0 && (low == 0 || low == 1))
        || (top & 0xfe00) == 0xfc00
        || (top & 0xffc0) == 0xfe80
        || (top & 0xffc0) == 0xfec0
        || (top & 0xff00) == 0xff00;
  }
}
