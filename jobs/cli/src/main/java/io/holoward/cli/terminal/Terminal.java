package io.holoward.cli.terminal;

import java.io.PrintStream;
import java.util.Map;

/**
 * Where output goes, and what may be done there.
 *
 * @param stream the output itself
 * @param interactive whether a person watches: lines may be rewritten
 * @param colours whether escape sequences may be used
 * @param columns the width in cells, at least {@value #MIN_COLUMNS}
 */
public record Terminal(PrintStream stream, boolean interactive, boolean colours, int columns) {
  private static final int MIN_COLUMNS = 40;
  private static final int DEFAULT_COLUMNS = 160;

  public Terminal {
    columns = Math.max(MIN_COLUMNS, columns);
  }

  /** How a piece of text is shown where colours are allowed. */
  public enum Style {
    BOLD(1),
    DIM(2),
    RED(31),
    GREEN(32),
    YELLOW(33),
    CYAN(36);

    private final int code;

    Style(int code) {
      this.code = code;
    }
  }

  /**
   * The standard output. The launcher says with the system properties {@code
   * holoward.stdout.terminal} and {@code holoward.columns} what it is connected to, because the
   * Java machine cannot tell.
   */
  public static Terminal standardOutput() {
    return of(System.out, Boolean.getBoolean("holoward.stdout.terminal"), System.getenv());
  }

  /** The standard error, as {@link #standardOutput} with {@code holoward.stderr.terminal}. */
  public static Terminal standardError() {
    return of(System.err, Boolean.getBoolean("holoward.stderr.terminal"), System.getenv());
  }

  static Terminal of(PrintStream stream, boolean isTerminal, Map<String, String> environment) {
    boolean dumb = "dumb".equals(environment.get("TERM"));
    boolean plain = !environment.getOrDefault("NO_COLOR", "").isEmpty();
    int columns = Integer.getInteger("holoward.columns", DEFAULT_COLUMNS);
    return new Terminal(stream, isTerminal && !dumb, isTerminal && !dumb && !plain, columns);
  }

  /** The text in this style, or as it is where there are no colours. */
  public String paint(Style style, String text) {
    return colours ? "\u001b[" + style.code + "m" + text + "\u001b[0m" : text;
  }

  /** Prints a line. */
  public void line(String text) {
    stream.println(text);
    stream.flush();
  }
}
