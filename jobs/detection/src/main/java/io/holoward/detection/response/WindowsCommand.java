package io.holoward.detection.response;

import io.holoward.detection.finding.PlainText;
import java.util.Locale;
import java.util.regex.Pattern;

/** Writes a rule as a {@code New-NetFirewallRule} command for PowerShell. */
final class WindowsCommand {

  /** Longer paths need a prefix that Windows Firewall does not compare. */
  private static final int MAX_PATH = 260;

  /**
   * A drive, then names: no wildcards, nothing that is expanded, no character that no name has, and
   * none that does not show.
   */
  private static final Pattern PROGRAM =
      Pattern.compile("[A-Za-z]:\\\\[^\\p{C}\\p{Zl}\\p{Zp}\\[\\]<>:\"/|?*%]+");

  /** PowerShell ends a text in single quotes at each of these, unless it is doubled. */
  private static final Pattern QUOTE = Pattern.compile("['\u2018-\u201B]");

  private WindowsCommand() {}

  static String of(Blocked blocked, String image, String rationale, long expiryTime) {
    boolean out = blocked.outbound();
    String command =
        String.join(
            " ",
            "New-NetFirewallRule -DisplayName",
            quote(displayName(blocked)),
            "-Description",
            quote(description(rationale, expiryTime)),
            "-Direction",
            out ? "Outbound" : "Inbound",
            "-Action Block -Protocol",
            blocked.protocol().name(),
            "-RemoteAddress",
            quote(blocked.remoteAddress()),
            out ? "-RemotePort" : "-LocalPort",
            Integer.toString(blocked.port()));
    boolean limited =
        image != null && image.length() <= MAX_PATH && PROGRAM.matcher(image).matches();
    return limited ? command + " -Program " + quote(image) : command;
  }

  private static String displayName(Blocked blocked) {
    return String.format(
        Locale.ROOT,
        "Holoward: block %s %s port %d %s %s",
        blocked.outbound() ? "outbound" : "inbound",
        blocked.protocol(),
        blocked.port(),
        blocked.outbound() ? "of" : "from",
        blocked.remoteAddress());
  }

  /** The firewall does not end the rule by itself: whoever looks at it has to see until when. */
  private static String description(String rationale, long expiryTime) {
    return "To be kept " + Blocked.until(expiryTime) + ": " + PlainText.of(rationale, "no reason");
  }

  private static String quote(String text) {
    return "'" + QUOTE.matcher(text).replaceAll("$0$0") + "'";
  }
}
