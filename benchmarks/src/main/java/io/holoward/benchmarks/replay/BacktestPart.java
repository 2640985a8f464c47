package io.holoward.benchmarks.replay;

import io.holoward.benchmarks.suite.Bench;
import io.holoward.benchmarks.suite.Effort;
import io.holoward.benchmarks.suite.Figure;
import io.holoward.benchmarks.suite.Goal;
import io.holoward.benchmarks.suite.Part;
import io.holoward.benchmarks.suite.Section;
import io.holoward.cli.Holoward;
import io.holoward.cli.demo.AvroFleetCodec;
import io.holoward.cli.engine.FlinkEngine;
import io.holoward.detection.configuration.Configuration;
import io.holoward.telemetry.input.TelemetryReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A backtest of a simulated recording, beside the plain reading and parsing of the same files. */
public final class BacktestPart implements Part {

  private static final int PARALLELISM = 2;

  @Override
  public String name() {
    return "backtest";
  }

  @Override
  public String title() {
    return "records a second, beside reading and parsing alone";
  }

  @Override
  public double expectedMinutes(Effort effort) {
    return effort.choose(1.5, 1.5 + 0.8 * (effort.rounds() + 1));
  }

  @Override
  public void run(Bench bench) throws Exception {
    Effort effort = bench.effort();
    bench.screen().step("simulating a fleet", 0);
    int hosts = effort.choose(150, 1_500);
    List<Path> recording = simulate(bench.directory().resolve("fleet"), hosts);
    BacktestRounds rounds =
        new BacktestRounds(
            recording, TelemetryReader.AUTO, Configuration.of(), PARALLELISM, bench.directory());
    List<BacktestRounds.Round> counted = new ArrayList<>();
    for (int round = 0; round <= effort.rounds(); round++) {
      bench.screen().step("round %d".formatted(round), 0.1 + 0.9 * round / (effort.rounds() + 1.0));
      BacktestRounds.Round measured = rounds.run(round);
      bench
          .screen()
          .say(
              "round %d: reading %,.0f k/s, backtest %,.0f k/s",
              round, measured.reading() / 1e3, measured.replaying() / 1e3);
      if (round > 0) {
        counted.add(measured);
      }
    }
    long records = counted.get(0).records();
    bench.found(
        new Section(
            name(),
            title(),
            List.of(
                String.format(
                    Locale.ROOT,
                    "%,d records of a day of %,d simulated hosts (Avro); parallelism %d; files in the page cache.",
                    records,
                    hosts,
                    PARALLELISM)),
            List.of(
                Figure.of(
                        "backtest / reading and parsing",
                        "",
                        counted.stream().map(BacktestRounds.Round::ratio).toList())
                    .meant(Goal.atLeast(0.5)),
                Figure.of(
                    "reading and parsing",
                    "k records/s",
                    counted.stream().map(round -> round.reading() / 1e3).toList()),
                Figure.of(
                    "backtest",
                    "k records/s",
                    counted.stream().map(round -> round.replaying() / 1e3).toList()))));
  }

  /** The files of process events of a simulated day. */
  private static List<Path> simulate(Path directory, int hosts) throws IOException {
    int code =
        Holoward.commandLine(new FlinkEngine(), AvroFleetCodec::new)
            .setOut(new PrintWriter(Writer.nullWriter()))
            .execute(
                "simulate",
                "--hosts",
                Integer.toString(hosts),
                "--days",
                "1",
                "--out",
                directory.toString());
    if (code != 0) {
      throw new IllegalStateException("the fleet cannot be simulated: exit code " + code);
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("events-"))
          .sorted()
          .toList();
    }
  }
}
