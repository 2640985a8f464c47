package io.holoward.detection.response;

import io.holoward.detection.features.Addresses;
import java.util.Locale;

/**
 * Writes a rule as an {@code nft} command for a POSIX shell. The rule goes to the head of its chain
 * because one behind a rule that accepts would never be reached.
 */
final class NftablesCommand {

  /** nftables takes 128 bytes. */
  private static final int MAX_COMMENT = 120;

  /** A rationale is read no further; what is unsafe in it may be dropped before it is cut. */
  private static final int MAX_READ = 1_000;

  private NftablesCommand() {}

  static String of(Blocked blocked, String rationale, long expiryTime) {
    boolean out = blocked.outbound();
    return String.join(
        " ",
        "nft insert rule inet filter",
        out ? "output" : "input",
        Addresses.isIpv6(blocked.remoteAddress()) ? "ip6" : "ip",
        out ? "daddr" : "saddr",
        blocked.remoteAddress(),
        blocked.protocol().name().toLowerCase(Locale.ROOT),
        "dport",
        Integer.toString(blocked.port()),
        "counter drop comment",
        // The shell takes the outer quotes, nft needs the inner ones.
        "'\"" + comment(rationale, expiryTime) + "\"'");
  }

  /** A word, such as a port, is left out whole rather than cut. */
  private static String comment(String rationale, long expiryTime) {
    StringBuilder safe = new StringBuilder();
    String text = "Holoward " + Blocked.until(expiryTime) + ": " + rationale;
    for (int i = 0; i < Math.min(text.length(), MAX_READ) && safe.length() < MAX_COMMENT; i++) {
      char c = text.charAt(i);
      if (isSafe(c)) {
        safe.append(c);
      } else if (safe.charAt(safe.length() - 1) != ' ') {
        safe.append(' ');
      }
    }
    boolean cut = safe.length() == MAX_COMMENT;
    return (cut ? safe.substring(0, safe.lastIndexOf(" ")) : safe.toString()).stripTrailing();
  }

  /** Means nothing to a shell or to nft, in quotes or out of them. */
  private static boolean isSafe(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || ".,:/_-".indexOf(c) >= 0;
  }
}
