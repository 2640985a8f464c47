package io.holoward.telemetry.format;

import io.holoward.detection.observation.ProcessReference;
import java.util.Set;

/**
 * One socket line of {@code ss}: state, two queues, local and peer address, the processes that hold
 * it ({@code users:(("sshd",pid=712,fd=4))}) where {@code ss} may tell, and with {@code -O} the
 * kernel's figures.
 *
 * @param local address and port as printed
 * @param remote the same of the peer
 * @param process the first process that holds it
 * @param figures what follows on the same line, empty for nothing
 */
record SsSocket(
    String state, String local, String remote, ProcessReference process, String figures) {

  private static final Set<String> STATES =
      Set.of(
          "ESTAB",
          "SYN-SENT",
          "SYN-RECV",
          "FIN-WAIT-1",
          "FIN-WAIT-2",
          "TIME-WAIT",
          "UNCONN",
          "CLOSE-WAIT",
          "LAST-ACK",
          "LISTEN",
          "CLOSING");

  /** A connection in one of these is not open yet, or no process's any more. */
  private static final Set<String> NO_FLOW = Set.of("LISTEN", "UNCONN", "SYN-RECV", "TIME-WAIT");

  private static final String NETWORK = "tcp";
  private static final int WORDS = 5;

  /**
   * Takes a line apart.
   *
   * @throws InvalidRecordException if it is no socket's, or does not tell its processes as known
   */
  static SsSocket parse(String line) {
    String[] words = new String[WORDS];
    int from = 0;
    for (int i = 0; i < WORDS; i++) {
      from = skipSpaces(line, from);
      int to = endOfWord(line, from);
      words[i] = line.substring(from, to);
      from = to;
      if (i == 0 && words[0].equals(NETWORK)) {
        i = -1;
      }
    }
    if (!STATES.contains(words[0]) || !isEnd(words[3]) || !isEnd(words[4])) {
      throw new InvalidRecordException(
          Reading.Invalid.MALFORMED_RECORD, "no TCP socket as ss -tinp prints it");
    }
    String rest = line.substring(from).strip();
    SsHolders holders = SsHolders.parse(rest);
    return new SsSocket(
        words[0], words[3], words[4], holders.first(), rest.substring(holders.length()).strip());
  }

  boolean listens() {
    return state.equals("LISTEN");
  }

  boolean isFlow() {
    return !NO_FLOW.contains(state);
  }

  /**
   * The address of an end, without brackets and without the interface that {@code %} adds within or
   * after them.
   */
  static String address(String end, int colon) {
    String address = end.substring(0, colon);
    int zone = address.indexOf('%');
    address = zone < 0 ? address : address.substring(0, zone);
    int from = address.startsWith("[") ? 1 : 0;
    int to = address.endsWith("]") ? address.length() - 1 : address.length();
    return address.substring(from, Math.max(from, to));
  }

  private static boolean isEnd(String word) {
    return word.lastIndexOf(':') > 0;
  }

  private static int skipSpaces(String line, int from) {
    int at = from;
    while (at < line.length() && line.charAt(at) == ' ') {
      at++;
    }
    return at;
  }

  private static int endOfWord(String line, int from) {
    int space = line.indexOf(' ', from);
    return space < 0 ? line.length() : space;
  }
}
