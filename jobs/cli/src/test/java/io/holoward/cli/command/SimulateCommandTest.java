package io.holoward.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.backtest.Backtest;
import io.holoward.backtest.BacktestPlan;
import io.holoward.backtest.BacktestProgress;
import io.holoward.backtest.BacktestSummary;
import io.holoward.backtest.replay.RecordedTelemetry;
import io.holoward.cli.Holoward;
import io.holoward.cli.demo.AvroFleetCodec;
import io.holoward.cli.engine.FlinkEngine;
import io.holoward.detection.configuration.Configuration;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class SimulateCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter error = new StringWriter();
  @TempDir private Path directory;

  private int simulate(String... arguments) {
    CommandLine command = Holoward.commandLine(new FlinkEngine(), AvroFleetCodec::new);
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(error, true));
    String[] all = new String[arguments.length + 1];
    all[0] = "simulate";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return command.execute(all);
  }

  @Test
  void theScenariosAreListed() {
    assertThat(simulate("--list-attacks")).isZero();
    assertThat(out.toString()).contains("dns-tunnel", "slow-poisoning", "update:browser-protocol");
  }

  @Test
  void theFileToBeginWithIsOneThatIsTaken() throws Exception {
    assertThat(simulate("--print-attacks")).isZero();
    Path file = Files.writeString(directory.resolve("my.yaml"), out.toString());
    out.getBuffer().setLength(0);
    assertThat(simulate("--list-attacks", "--attacks", file.toString())).isZero();
    assertThat(out.toString()).contains("dns-tunnel");
  }

  @Test
  void whatIsThereIsNeverOverwritten() throws Exception {
    Path kept = Files.writeString(directory.resolve("kept.txt"), "kept");
    assertThat(simulate("--hosts", "10", "--days", "0.1", "--out", directory.toString()))
        .isEqualTo(2);
    assertThat(error.toString()).contains("is not empty; name another directory");
    assertThat(directory).isDirectoryContaining(path -> path.equals(kept));
    assertThat(directory.resolve("telemetry")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "--hosts 10 --days 1, give either --out DIR or --to-kafka",
    "--out x --to-kafka, give either --out DIR or --to-kafka",
    "--out x --speed 5, --speed needs --to-kafka",
    "--out x --hosts 9, hosts: expected from 10 to 100000",
    "--out x --days 0, --days has to be a number of days",
    "--out x --days 1 --attacks-after 2, attacksFrom: expected from",
    "--out x --linux 95, linuxShare: expected from 0 to 0.9",
    "--out x --start noon, is not a time",
    "--out x --attacks no-such.yaml, no-such.yaml: cannot be read",
    "--to-kafka --set sources.process-events.format=sysmon, the simulator sends avro"
  })
  void whatCannotBeSimulatedIsRefusedInOneSentence(String arguments, String message) {
    assertThat(simulate(arguments.split(" "))).isEqualTo(2);
    assertThat(error.toString()).contains(message).doesNotContain("\tat ");
    assertThat(Path.of("x")).doesNotExist();
  }

  @Test
  void aBacktestReadsWhatWasSimulated() throws Exception {
    Path recorded = directory.resolve("recorded");
    assertThat(
            simulate(
                "--hosts",
                "12",
                "--days",
                "0.5",
                "--flows",
                "--out",
                recorded.toString(),
                "--start",
                "2026-01-05T06:00:00"))
        .as(error.toString())
        .isZero();
    assertThat(out.toString()).contains("Replay it:  holoward backtest --input", "dns-tunnel");
    RecordedTelemetry telemetry =
        new RecordedTelemetry(List.of(recorded.resolve("telemetry")), "auto", "acme", null);
    BacktestSummary summary =
        Backtest.run(
            new BacktestPlan(
                Optional.empty(),
                telemetry,
                Configuration.of("promotion.seal-at=2026-01-05T15:00:00Z"),
                2,
                directory.resolve("results"),
                List.of()),
            BacktestProgress.NONE);
    assertThat(summary.deadLettered()).isZero();
    assertThat(summary.read()).isGreaterThan(5_000);
    assertThat(summary.flows()).isPositive();
    assertThat(summary.byVerdict()).containsKey("ABNORMAL");
  }
}
