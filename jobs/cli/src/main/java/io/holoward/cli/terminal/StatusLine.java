package io.holoward.cli.terminal;

import io.holoward.cli.terminal.Terminal.Style;

/**
 * The last line of a terminal, rewritten in place while other lines scroll above it. Nothing is
 * shown where nobody watches. Safe for use by several threads.
 */
public final class StatusLine implements AutoCloseable {
  private static final String ERASE = "\r\u001b[K";

  private final Terminal terminal;
  private String text = "";

  public StatusLine(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Replaces the status. */
  public synchronized void show(String status) {
    text = DisplayText.cut(DisplayText.clean(status), terminal.columns() - 1);
    draw();
  }

  /** Prints a line above the status. */
  public synchronized void above(String line) {
    erase();
    terminal.line(line);
    draw();
  }

  private void draw() {
    if (terminal.interactive() && !text.isEmpty()) {
      terminal.stream().print(ERASE + terminal.paint(Style.DIM, text));
      terminal.stream().flush();
    }
  }

  private void erase() {
    if (terminal.interactive() && !text.isEmpty()) {
      terminal.stream().print(ERASE);
    }
  }

  /** Takes the status away. */
  @Override
  public synchronized void close() {
    erase();
    terminal.stream().flush();
    text = "";
  }
}
