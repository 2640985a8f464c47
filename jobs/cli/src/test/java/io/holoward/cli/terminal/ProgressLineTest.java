package io.holoward.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private final AtomicLong nanos = new AtomicLong();

  @Test
  void itTellsShareRateAndTimeLeft() {
    ProgressLine progress = new ProgressLine(terminal(true), nanos::get);
    nanos.set(2_000_000_000L);
    progress.update("reading", 250, 1000);
    assertThat(output()).contains("█████░░░░░░░░░░░░░░░  25 %  reading: 250  125/s  6 s left");
  }

  @Test
  void withoutATotalItTellsTheRateOnly() {
    ProgressLine progress = new ProgressLine(terminal(true), nanos::get);
    nanos.set(1_000_000_000L);
    progress.update("reading", 1500, -1);
    assertThat(output()).contains("reading: 1,500  1,500/s").doesNotContain("left");
  }

  @Test
  void theRateIsThatOfTheStep() {
    ProgressLine progress = new ProgressLine(terminal(true), nanos::get);
    progress.update("reading", 0, -1);
    nanos.set(10_000_000_000L);
    progress.update("scoring", 0, -1);
    nanos.set(11_000_000_000L);
    progress.update("scoring", 300, -1);
    assertThat(output()).contains("scoring: 300  300/s");
  }

  @Test
  void itIsRedrawnFiveTimesASecondAtMost() {
    ProgressLine progress = new ProgressLine(terminal(true), nanos::get);
    progress.update("reading", 1, -1);
    nanos.set(199_999_999L);
    progress.update("reading", 2, -1);
    assertThat(output()).contains("reading: 1 ").doesNotContain("reading: 2 ");
  }

  @Test
  void whereNobodyWatchesNothingIsShown() {
    try (ProgressLine progress = new ProgressLine(terminal(false), nanos::get)) {
      progress.update("reading", 5, 10);
    }
    assertThat(output()).isEmpty();
  }

  @Test
  void coloursNeedATerminalThatIsNeitherDumbNorToldToBePlain() {
    assertThat(Terminal.of(stream, true, Map.of("TERM", "xterm")).colours()).isTrue();
    assertThat(Terminal.of(stream, true, Map.of("NO_COLOR", "1")).colours()).isFalse();
    assertThat(Terminal.of(stream, true, Map.of("NO_COLOR", "")).colours()).isTrue();
    assertThat(Terminal.of(stream, true, Map.of("TERM", "dumb")).colours()).isFalse();
    assertThat(Terminal.of(stream, false, Map.of()).colours()).isFalse();
  }

  private Terminal terminal(boolean interactive) {
    return new Terminal(stream, interactive, false, 100);
  }

  private String output() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
