package io.holoward.cli.demo;

import io.holoward.cli.terminal.Column;
import io.holoward.cli.terminal.Deed;
import io.holoward.cli.terminal.ProgressLine;
import io.holoward.cli.terminal.StatusLine;
import io.holoward.cli.terminal.Table;
import io.holoward.cli.terminal.Terminal;
import io.holoward.cli.terminal.Terminal.Style;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What the demo shows: its steps, how far discovery is at the simulated time, scored alarms as they
 * come, and the summary. On a terminal the state of discovery is a line that is rewritten in place,
 * elsewhere a line every ten seconds. Safe for use by several threads.
 */
public final class DemoScreen implements AutoCloseable {
  private static final long PLAIN_STATUS_NANOS = 10_000_000_000L;
  private static final int BAR_CELLS = 16;
  private static final DateTimeFormatter SIMULATED =
      DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final List<Column> ALARMS =
      List.of(
          Column.fixed("simulated", 9),
          Column.fixed("host", 12),
          Column.fixed("process", 30),
          Column.fixed("verdict", 10),
          Column.fixed("score", 5).right(),
          Column.fixed("severity", 13),
          Column.text("what it did"));
  private static final List<Column> ATTACKS =
      List.of(
          Column.text("injected"),
          Column.text("host"),
          Column.text("process"),
          Column.text("found"),
          Column.text("verdict"),
          Column.number("score"),
          Column.number("alarms"),
          Column.text("what it was"));

  private final Terminal terminal;
  private final StatusLine status;
  private final Table alarms;
  private final LongSupplier nanoTime;
  private final Map<String, Boolean> sealed = new HashMap<>();
  private boolean headed;
  private long lastPlainStatus;

  public DemoScreen(Terminal terminal) {
    this(terminal, System::nanoTime);
  }

  DemoScreen(Terminal terminal, LongSupplier nanoTime) {
    this.terminal = terminal;
    this.status = new StatusLine(terminal);
    this.alarms = Table.streaming(ALARMS, terminal.columns());
    this.nanoTime = nanoTime;
    this.lastPlainStatus = nanoTime.getAsLong();
  }

  /** Says what happens now. */
  public synchronized void step(String what) {
    status.above(terminal.paint(Style.CYAN, "» ") + what);
  }

  /** A process has been reported on. */
  public synchronized void progress(ShownProgress progress) {
    sealed.put(progress.processId(), progress.isProtected());
  }

  /**
   * Time has passed.
   *
   * @param simulated the time in the fleet
   * @param events how many have been sent
   */
  public synchronized void clock(Instant simulated, long events) {
    long now = nanoTime.getAsLong();
    if (terminal.interactive()) {
      status.show(describe(simulated, events));
    } else if (now - lastPlainStatus >= PLAIN_STATUS_NANOS) {
      lastPlainStatus = now;
      terminal.line(describe(simulated, events));
    }
  }

  private String describe(Instant simulated, long events) {
    long isProtected = sealed.values().stream().filter(Boolean::booleanValue).count();
    int known = sealed.size();
    String bar = ProgressLine.bar(known == 0 ? 0 : (double) isProtected / known, BAR_CELLS);
    return String.format(
        Locale.ROOT,
        "%s  %s  %d in discovery, %d protected  %,d events",
        SIMULATED.format(simulated),
        bar,
        known - isProtected,
        isProtected,
        events);
  }

  /** Shows a scored alarm as a row. */
  public synchronized void alarm(ShownAlarm alarm) {
    if (!headed) {
      headed = true;
      status.above(terminal.paint(Style.BOLD, alarms.heading()));
    }
    String row =
        alarms.row(
            List.of(
                SIMULATED.format(alarm.eventTime()),
                shortName(alarm.host()),
                alarm.processName(),
                alarm.verdict(),
                score(alarm.score()),
                alarm.severity(),
                Deed.of(alarm.explanation(), alarm.host())));
    status.above(terminal.paint(style(alarm.verdict()), row));
  }

  /** A host without its domain; an address stays whole. */
  private static String shortName(String host) {
    int dot = host.indexOf('.');
    return dot > 0 && Character.isLetter(host.charAt(0)) ? host.substring(0, dot) : host;
  }

  private static Style style(String verdict) {
    return switch (verdict) {
      case "ABNORMAL" -> Style.RED;
      case "UNMODELLED" -> Style.YELLOW;
      default -> Style.DIM;
    };
  }

  private static String score(double score) {
    return Double.isNaN(score) ? "-" : String.format(Locale.ROOT, "%.1f", score);
  }

  /** Shows what was injected against what was found. */
  public synchronized void summary(Tally tally) {
    status.close();
    terminal.line("");
    List<List<String>> rows = tally.entries().stream().map(DemoScreen::row).toList();
    Table.render(ATTACKS, rows, terminal.columns()).forEach(terminal::line);
    terminal.line("");
    terminal.line(
        terminal.paint(
            Style.BOLD, "%d of %d attacks found".formatted(tally.found(), tally.entries().size())));
    terminal.line("Alarms by verdict: " + counts(tally.verdicts()));
    terminal.line("Responses by action: " + counts(tally.responses()));
    terminal.line("ABNORMAL or UNMODELLED alarms that no attack explains: " + tally.unexplained());
  }

  private static List<String> row(Tally.Entry entry) {
    StagedAttack attack = entry.attack();
    return List.of(
        attack.name(),
        shortName(attack.host()),
        attack.processFile(),
        entry.found() ? "yes" : "no",
        entry.verdict(),
        score(entry.highestScore()),
        Integer.toString(entry.alarms()),
        attack.description());
  }

  private static String counts(Map<String, Long> counted) {
    return counted.isEmpty()
        ? "none"
        : String.join(
            ", ",
            counted.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .toList());
  }

  @Override
  public synchronized void close() {
    status.close();
  }
}
