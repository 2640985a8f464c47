package io.holoward.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DemoScreenTest {
  private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
  private static final StagedAttack BEACON =
      new StagedAttack("beacon", "ws-1", "C:\\Windows\\svchost.exe", NINE, NINE, "C2 on a port");
  private static final StagedAttack TUNNEL =
      new StagedAttack("tunnel", "ws-2", "spoolsv.exe", NINE, NINE, "to an inner port");

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final AtomicLong nanos = new AtomicLong();
  private final Terminal terminal =
      new Terminal(new PrintStream(bytes, true, StandardCharsets.UTF_8), false, false, 140);

  @Test
  void alarmsAreRowsUnderOneHeading() {
    try (DemoScreen screen = new DemoScreen(terminal, nanos::get)) {
      screen.alarm(alarm("ws-1.acme.example", "svchost.exe -k netsvcs", "ABNORMAL", 93.25));
      screen.alarm(alarm("ws-2", "unknown.exe", "UNMODELLED", Double.NaN));
    }
    List<String> lines = lines();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).startsWith("simulated  host ");
    assertThat(lines.get(1))
        .startsWith(
            "Mon 09:00  ws-1          svchost.exe -k netsvcs          ABNORMAL     93.3  HIGH");
    assertThat(lines.get(2)).contains("UNMODELLED      -");
  }

  @Test
  void whereNobodyWatchesDiscoveryIsToldEveryTenSeconds() {
    try (DemoScreen screen = new DemoScreen(terminal, nanos::get)) {
      screen.progress(new ShownProgress("a", true));
      screen.progress(new ShownProgress("b", false));
      screen.clock(NINE, 10);
      nanos.set(10_000_000_000L);
      screen.clock(NINE, 1234);
      screen.clock(NINE, 1300);
    }
    assertThat(lines())
        .containsExactly("Mon 09:00  ████████░░░░░░░░  1 in discovery, 1 protected  1,234 events");
  }

  @Test
  void theSummaryHoldsWhatWasInjectedAgainstWhatWasFound() {
    Tally tally = new Tally(List.of(BEACON, TUNNEL));
    tally.add(alarm("WS-1", "svchost.exe -k netsvcs", "ABNORMAL", 80));
    tally.add(alarm("ws-1", "svchost.exe -k netsvcs", "NORMAL", 20));
    tally.add(alarm("ws-2", "spoolsv.exe", "NORMAL", 30));
    tally.add(alarm("ws-3", "spoolsv.exe", "UNMODELLED", Double.NaN));
    try (DemoScreen screen = new DemoScreen(terminal, nanos::get)) {
      screen.summary(tally);
    }
    assertThat(lines())
        .anyMatch(line -> line.matches("beacon +ws-1 .* yes +ABNORMAL +80\\.0 +2  C2 on a port"))
        .anyMatch(line -> line.matches("tunnel +ws-2 .* no +NORMAL +30\\.0 +1  to an inner port"))
        .contains(
            "1 of 2 attacks found",
            "Alarms by verdict: 1 ABNORMAL, 2 NORMAL, 1 UNMODELLED",
            "ABNORMAL or UNMODELLED alarms that no attack explains: 1");
  }

  private static ShownAlarm alarm(String host, String process, String verdict, double score) {
    return new ShownAlarm(NINE, host, process, verdict, score, "HIGH", "It deviates.", false);
  }

  private List<String> lines() {
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
