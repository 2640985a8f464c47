package io.holoward.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.backtest.Backtest;
import io.holoward.backtest.BacktestPlan;
import io.holoward.backtest.BacktestProgress;
import io.holoward.backtest.ResultFiles;
import io.holoward.backtest.replay.RecordedTopics;
import io.holoward.cli.Holoward;
import io.holoward.cli.demo.AvroFleetCodec;
import io.holoward.cli.embedded.Distribution;
import io.holoward.cli.embedded.EmbeddedPlatform;
import io.holoward.cli.engine.FlinkEngine;
import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.observation.TelemetryEvent;
import io.holoward.schema.IntendedStateSnapshot;
import io.holoward.schema.ScoredAlarm;
import io.holoward.schema.Verdict;
import io.holoward.scoring.codec.RecordJson;
import io.holoward.scoring.kafka.LatestRecords;
import io.holoward.scoring.kafka.TopicRange;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job that is stopped and goes on elsewhere, or begins with what was learned elsewhere. */
@Tag("faults")
final class UpgradeITCase {

  private static final List<String> RULES =
      List.of(
          "promotion.min-age=20 h",
          "population.ready-at=2025-03-04T03:00:00Z",
          "novelty.ready-at=2025-03-04T03:00:00Z",
          // Each partition goes on to the end: none may be taken for idle.
          "time.idleness=10 min");

  /** Six hours after the first processes were sealed, an hour before the attacks begin. */
  private static final long CUT = Instant.parse("2025-03-04T09:00:00Z").toEpochMilli();

  /** Small: it is read a dozen times. */
  private static final FleetTelemetry FLEET = new FleetTelemetry(10);

  @TempDir private static Path directory;

  private static EmbeddedPlatform platform;

  @BeforeAll
  static void start() {
    Path checkout = Path.of(System.getProperty("checkout.dir"));
    platform =
        EmbeddedPlatform.start(
            new Distribution(
                checkout.resolve("services/broker/target/lib"),
                checkout.resolve("services/registry/target/registry")),
            directory);
  }

  @AfterAll
  static void stop() {
    if (platform != null) {
      platform.close();
    }
  }

  private static List<TelemetryEvent> beforeCut() {
    return FLEET.events().stream().filter(event -> event.eventTime() < CUT).toList();
  }

  private static List<TelemetryEvent> afterCut() {
    return FLEET.events().stream().filter(event -> event.eventTime() >= CUT).toList();
  }

  /** The same topics read by another job that writes to topics of its own. */
  private static Configuration another(FleetRun fleet, String name) {
    List<String> keys = new ArrayList<>(List.of("kafka.group=" + name));
    for (String sink :
        List.of(
            "scored-alarms",
            "intended-states",
            "populations",
            "progress",
            "annotated-flows",
            "responses",
            "port-exceptions",
            "address-history",
            "dead-letters")) {
      keys.add("sinks.%s.topic=%s.%s".formatted(sink, name, sink));
    }
    Configuration other = fleet.run().configuration().with(keys);
    fleet.run().create(other);
    return other;
  }

  private static Map<String, ToldFinding> findings(FleetRun fleet, Configuration rules)
      throws Exception {
    return ToldFinding.byUid(
        fleet.run().read(ScoredAlarm.class, rules.sinks().scoredAlarms().topic()));
  }

  /** What happened after the cut. */
  private static Map<String, ToldFinding> laterFindings(FleetRun fleet, Configuration rules)
      throws Exception {
    return ToldFinding.byUid(
        fleet.run().read(ScoredAlarm.class, rules.sinks().scoredAlarms().topic()).stream()
            .filter(alarm -> alarm.getEventTime().toEpochMilli() >= CUT)
            .toList());
  }

  private static Path work(String name) throws Exception {
    return Files.createDirectories(directory.resolve(name));
  }

  private static String holoward(String... arguments) {
    StringWriter told = new StringWriter();
    int code =
        Holoward.commandLine(new FlinkEngine(), AvroFleetCodec::new)
            .setOut(new PrintWriter(told))
            .setErr(new PrintWriter(told))
            .execute(arguments);
    assertThat(code).as(told.toString()).isZero();
    return told.toString();
  }

  private static String written(Configuration configuration, String name) throws Exception {
    return Files.writeString(directory.resolve(name + ".yaml"), configuration.render()).toString();
  }

  @Test
  void rescaledTwiceAJobFindsWhatOneThatNeverStoppedFinds() throws Exception {
    try (FleetRun fleet = new FleetRun(platform, "rescaled", FLEET, RULES)) {
      Configuration rules = fleet.run().configuration();
      fleet.sendQuietClocks();
      fleet.send(beforeCut());
      String one =
          fleet.run().run(rules, work("one"), 1, Optional.empty(), fleet.run().sent(), false);
      long before = fleet.run().sent();
      List<TelemetryEvent> rest = afterCut();
      fleet.send(rest.subList(0, rest.size() / 2));
      String two =
          fleet
              .run()
              .run(rules, work("two"), 2, Optional.of(one), fleet.run().sent() - before, false);
      before = fleet.run().sent();
      fleet.send(rest.subList(rest.size() / 2, rest.size()));
      fleet.sendQuietClocks();
      fleet.sendClock();
      fleet.run().run(rules, work("four"), 4, Optional.of(two), fleet.run().sent() - before, true);

      Configuration undisturbed = another(fleet, "never-rescaled");
      fleet.run().run(undisturbed, work("never"), 2, Optional.empty(), fleet.run().sent(), true);

      assertThat(findings(fleet, rules))
          .containsExactlyInAnyOrderEntriesOf(findings(fleet, undisturbed));
      assertThat(findings(fleet, rules).values())
          .extracting(ToldFinding::verdict)
          .contains(Verdict.ABNORMAL, Verdict.UNMODELLED);
    }
  }

  @Test
  void aJobThatLostItsStateFindsWhatItWouldHaveFound() throws Exception {
    try (FleetRun fleet = new FleetRun(platform, "lost", FLEET, RULES)) {
      Configuration rules = fleet.run().configuration();
      fleet.sendQuietClocks();
      fleet.send(beforeCut());
      // Its savepoint is never used: all that is left of its state is what it told.
      fleet.run().run(rules, work("loser"), 2, Optional.empty(), fleet.run().sent(), false);
      fleet.send(afterCut());
      fleet.sendClock();

      Path exported = directory.resolve("exported");
      String savepoint = directory.resolve("begin").toString();
      assertThat(
              holoward(
                  "states", "export", "--config=" + written(rules, "lost"), "--out=" + exported))
          .contains(" processes")
          .doesNotContain("\n0 processes");
      holoward(
          "savepoint",
          "create",
          "--from=" + exported,
          "--out=" + savepoint,
          "--config=" + written(rules, "lost"));
      Configuration anew = another(fleet, "found-again");
      fleet.run().run(anew, work("anew"), 2, Optional.of(savepoint), fleet.run().sent(), true);
      Configuration undisturbed = another(fleet, "never-lost");
      fleet
          .run()
          .run(undisturbed, work("never-lost"), 2, Optional.empty(), fleet.run().sent(), true);

      assertThat(laterFindings(fleet, anew))
          .containsExactlyInAnyOrderEntriesOf(laterFindings(fleet, undisturbed));
      assertThat(laterFindings(fleet, anew).values())
          .extracting(ToldFinding::verdict)
          .contains(Verdict.ABNORMAL, Verdict.UNMODELLED);
      assertImported(fleet, exported, rules);
    }
  }

  private static void assertImported(FleetRun fleet, Path exported, Configuration rules)
      throws Exception {
    Configuration moved = another(fleet, "moved");
    String from = "--from=" + exported;
    String config = "--config=" + written(moved, "moved");
    assertThat(holoward("states", "import", from, config)).contains(" 0 left as they are");
    assertThat(states(moved)).isEqualTo(exportedStates(exported)).isNotEmpty();
    assertThat(holoward("states", "import", from, config).lines())
        .allMatch(line -> line.startsWith("0 "));
    assertThat(states(rules)).containsAllEntriesOf(exportedStates(exported));
  }

  private static Map<String, IntendedStateSnapshot> states(Configuration configuration) {
    Map<String, IntendedStateSnapshot> sealed =
        new TreeMap<>(
            LatestRecords.of(
                configuration.sinks().intendedStates().topic(),
                IntendedStateSnapshot.class,
                configuration));
    sealed.values().removeIf(snapshot -> snapshot.getModelVersion() == 0);
    return sealed;
  }

  private static Map<String, IntendedStateSnapshot> exportedStates(Path exported) throws Exception {
    Map<String, IntendedStateSnapshot> states = new TreeMap<>();
    for (String line : Files.readAllLines(exported.resolve(ResultFiles.INTENDED_STATES))) {
      if (line.startsWith("{")) {
        IntendedStateSnapshot snapshot =
            RecordJson.read(IntendedStateSnapshot.class, line.replaceFirst(",$", ""));
        states.put(snapshot.getProcessId(), snapshot);
      }
    }
    return states;
  }

  @Test
  void startedFromWhatABacktestLearnedTheJobFindsWhatTheBacktestFound() throws Exception {
    List<String> rules = List.of("time.idleness=10 min");
    try (FleetRun history = new FleetRun(platform, "history", FLEET, rules);
        FleetRun future = new FleetRun(platform, "future", FLEET, rules)) {
      history.send(beforeCut());
      future.sendQuietClocks();
      future.send(afterCut());
      future.sendClock();
      Path out = directory.resolve("backtest");
      Backtest.run(
          new BacktestPlan(
              Optional.of(new RecordedTopics(history.run().configuration(), TopicRange.ALL)),
              new RecordedTopics(future.run().configuration(), TopicRange.ALL),
              future.run().configuration(),
              2,
              out,
              List.of()),
          BacktestProgress.NONE);
      String savepoint = directory.resolve("day-0").toString();
      holoward("savepoint", "create", "--from=" + out, "--out=" + savepoint);

      Configuration live = future.run().configuration();
      future
          .run()
          .run(live, work("day-0-run"), 2, Optional.of(savepoint), future.run().sent(), true);

      List<ScoredAlarm> backtested = new ArrayList<>();
      for (String line : Files.readAllLines(out.resolve(ResultFiles.SCORED_ALARMS))) {
        backtested.add(RecordJson.read(ScoredAlarm.class, line));
      }
      assertThat(findings(future, live))
          .containsExactlyInAnyOrderEntriesOf(ToldFinding.byUid(backtested));
      assertThat(findings(future, live).values())
          .extracting(ToldFinding::verdict)
          .contains(Verdict.ABNORMAL, Verdict.UNMODELLED);
    }
  }
}
