package io.holoward.detection.identity;

import java.util.ArrayList;
import java.util.List;

/** A command line in its parts. */
final class CommandLine {

  /** No signature needs more; a hostile command line may have any number. */
  private static final int MAX_TOKENS = 64;

  private CommandLine() {}

  /**
   * The parts of a command line, the program first: divided at white space, with double and single
   * quotes grouping. A backslash is a path separator, never an escape. Empty for null.
   */
  static List<String> tokens(String commandLine) {
    List<String> tokens = new ArrayList<>();
    if (commandLine == null) {
      return tokens;
    }
    StringBuilder token = new StringBuilder();
    boolean inToken = false;
    char quote = 0;
    for (int i = 0; i < commandLine.length() && tokens.size() < MAX_TOKENS; i++) {
      char c = commandLine.charAt(i);
      if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          token.append(c);
        }
      } else if (c == '"' || (c == '\'' && !inToken)) {
        quote = c;
        inToken = true;
      } else if (Character.isWhitespace(c)) {
        if (inToken) {
          tokens.add(token.toString());
          token.setLength(0);
          inToken = false;
        }
      } else {
        token.append(c);
        inToken = true;
      }
    }
    if (inToken && tokens.size() < MAX_TOKENS) {
      tokens.add(token.toString());
    }
    return tokens;
  }
}
