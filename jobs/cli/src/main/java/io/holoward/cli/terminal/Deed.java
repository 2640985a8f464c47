package io.holoward.cli.terminal;

/** What was done and why it matters, for a table whose other columns say who did it and where. */
public final class Deed {

  private Deed() {}

  /**
   * The explanation of an alarm without its subject.
   *
   * @param explanation a sentence such as {@code lsass.exe on ws-009 made an outbound …}
   * @param host the host it names
   */
  public static String of(String explanation, String host) {
    String place = " on " + host;
    int at = explanation.indexOf(place);
    if (at < 0) {
      return explanation;
    }
    String rest = explanation.substring(at + place.length());
    return rest.startsWith(" ") || rest.startsWith(", ") || rest.startsWith(": ")
        ? rest.substring(rest.indexOf(' ') + 1)
        : explanation;
  }
}
