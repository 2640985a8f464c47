package io.holoward.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ninety real Windows scenarios, where they are present. */
class RecordedScenariosTest {

  @TempDir Path out;

  @Test
  void everyLineOfTheScenariosIsAccountedFor() throws Exception {
    Path sysmon = Path.of(System.getProperty("shared.dir", "shared"), "data", "sysmon");
    Assumptions.assumeTrue(Files.isDirectory(sysmon), "recorded telemetry is absent");

    BacktestSummary summary =
        RecordedFleet.run(RecordedFleet.telemetry(sysmon), RecordedFleet.telemetry(sysmon), 2, out);

    assertThat(summary.read()).isEqualTo(22_093);
    assertThat(summary.decoded() + summary.deadLettered()).isEqualTo(summary.read());
    assertThat(summary.processStarts()).isEqualTo(799);
    assertThat(summary.listeners()).isEqualTo(11_324);
    assertThat(summary.connections() + summary.twins()).isEqualTo(9_970);
    assertThat(summary.late()).isZero();
    assertThat(summary.learning().overlapsInput()).isTrue();
    assertThat(summary.learning().protectedProcesses()).isPositive();
    assertThat(summary.protectedProcesses()).isEqualTo(summary.learning().protectedProcesses());
  }
}
