package io.holoward.cli.simulate;

import io.holoward.cli.terminal.Column;
import io.holoward.cli.terminal.Table;
import io.holoward.cli.terminal.Terminal;
import io.holoward.telemetry.simulator.FleetSimulator;
import io.holoward.telemetry.simulator.InjectedAttack;
import io.holoward.telemetry.simulator.Scenarios;
import io.holoward.telemetry.simulator.SimulationPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a person is told of a simulation. */
public final class SimulationReport {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final List<Column> SCENARIOS =
      List.of(
          Column.text("name"),
          Column.text("where"),
          Column.text("program"),
          Column.text("what happens"));
  private static final List<Column> INJECTED =
      List.of(
          Column.text("injected"),
          Column.text("where"),
          Column.text("from"),
          Column.text("what happens"));

  private SimulationReport() {}

  /** A table of scenarios. */
  public static void scenarios(Scenarios scenarios, PrintWriter out) {
    List<List<String>> rows =
        scenarios.summaries().stream()
            .map(s -> List.of(s.name(), s.where(), s.process(), s.description()))
            .toList();
    print(SCENARIOS, rows, out);
  }

  /** What was written, how fast, and what to do with it. */
  public static void recorded(
      FleetRecording recording,
      Path directory,
      SimulationPlan plan,
      double seconds,
      PrintWriter out)
      throws IOException {
    long records = recording.events() + recording.flows();
    long bytes = size(directory.resolve(FleetRecording.TELEMETRY));
    out.printf(
        Locale.ROOT,
        "%,d events and %,d flows, %,d of them labelled, in %.1f s (%,.0f/s), %.1f bytes each%n",
        recording.events(),
        recording.flows(),
        recording.labelled(),
        seconds,
        records / seconds,
        records == 0 ? 0.0 : (double) bytes / records);
    out.printf(
        "Replay it:  holoward backtest --input %s --labels %s --learn-until %s --out RESULTS%n%n",
        directory.resolve(FleetRecording.TELEMETRY),
        directory.resolve(FleetRecording.LABELS),
        plan.attacksFrom());
  }

  private static long size(Path folder) throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }

  /** Writes what was put in beside the recording, and shows it. */
  public static void injected(FleetSimulator simulator, Path directory, PrintWriter out)
      throws IOException {
    InjectionFile.write(simulator, directory.resolve(FleetRecording.INJECTED));
    injected(simulator, out);
  }

  /** A table of what was put in. */
  public static void injected(FleetSimulator simulator, PrintWriter out) {
    List<List<String>> rows = new ArrayList<>();
    for (InjectedAttack attack : simulator.attacks()) {
      rows.add(
          List.of(attack.name(), attack.host(), TIME.format(attack.start()), attack.description()));
    }
    simulator
        .updates()
        .forEach(
            update ->
                rows.add(
                    List.of(
                        update.name(),
                        "%,d hosts".formatted(update.hosts()),
                        TIME.format(update.start()),
                        update.description())));
    if (!rows.isEmpty()) {
      print(INJECTED, rows, out);
    }
  }

  private static void print(List<Column> columns, List<List<String>> rows, PrintWriter out) {
    Table.render(columns, rows, Terminal.standardOutput().columns()).forEach(out::println);
  }
}
