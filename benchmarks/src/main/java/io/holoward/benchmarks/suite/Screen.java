package io.holoward.benchmarks.suite;

import io.holoward.cli.terminal.StatusLine;
import io.holoward.cli.terminal.Terminal;
import io.holoward.cli.terminal.Terminal.Style;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * What is shown while the parts run: a line for each thing that is done, and on a terminal below
 * them a status with how far it is and how long it may still take.
 */
public final class Screen implements AutoCloseable {

  private final Terminal terminal;
  private final StatusLine status;
  private final Outlook outlook;
  private final int parts;
  private int part;
  private String name = "";

  /**
   * @param minutes how long each part is expected to take
   * @param nanoTime the clock
   */
  Screen(Terminal terminal, List<Double> minutes, LongSupplier nanoTime) {
    this.terminal = terminal;
    this.status = new StatusLine(terminal);
    this.outlook = new Outlook(minutes, nanoTime);
    this.parts = minutes.size();
  }

  void begin(Part next) {
    name = next.name();
    part++;
    outlook.begin();
    status.above(
        terminal.paint(Style.BOLD, "[%d/%d] %s: %s".formatted(part, parts, name, next.title())));
    step("starting", 0);
  }

  /**
   * Says what comes next.
   *
   * @param what is done now
   * @param share how much of the part is done, 0 to 1
   */
  public void step(String what, double share) {
    status.show(
        String.format(
            Locale.ROOT,
            "[%d/%d] %s %3.0f %%  %s  %s",
            part,
            parts,
            name,
            100 * share,
            what,
            outlook.text(share)));
  }

  /** Prints a line that stays. */
  public void say(String pattern, Object... values) {
    status.above("  " + String.format(Locale.ROOT, pattern, values));
  }

  /** Prints a figure, and whether it is what it is meant to be. */
  void tell(Figure figure) {
    String goal = figure.goal().map(meant -> "  (goal " + meant.text() + ")").orElse("");
    String verdict =
        figure
            .reached()
            .map(is -> "  " + terminal.paint(is ? Style.GREEN : Style.RED, figure.verdict()))
            .orElse("");
    status.above("  %-58s %14s%s%s".formatted(figure.name(), figure.value(), goal, verdict));
  }

  @Override
  public void close() {
    status.close();
  }
}
