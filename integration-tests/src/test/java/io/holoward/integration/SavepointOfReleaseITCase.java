package io.holoward.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.cli.embedded.Distribution;
import io.holoward.cli.embedded.EmbeddedPlatform;
import io.holoward.detection.configuration.Configuration;
import io.holoward.schema.DiscoveryProgress;
import io.holoward.schema.ScoredAlarm;
import io.holoward.scoring.savepoint.Remark;
import io.holoward.scoring.savepoint.SavepointCheck;
import io.holoward.scoring.savepoint.SavepointContent;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Restores a savepoint of the whole job that release 0.1 made, between a broker and a registry. It
 * is written once a release, by {@code -Dstate.write=DIRECTORY}, and never again.
 */
final class SavepointOfReleaseITCase {

  private static final String NAME = "release";
  private static final int PARTS = 100;

  private static final List<String> RULES =
      List.of(
          "promotion.min-records=3",
          "promotion.floor=2",
          "promotion.min-hosts=1",
          "promotion.min-age=10 min",
          "promotion.stability.max-new=1.0",
          "population.ready-at=2025-03-03T07:10:00Z",
          "population.min-records=20",
          "novelty.ready-at=2025-03-03T07:05:00Z",
          "novelty.horizon=10 min",
          "time.idleness=10 min");

  private static final FleetTelemetry FLEET = new FleetTelemetry();

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

  @Test
  @EnabledIfSystemProperty(named = "state.write", matches = ".+")
  void writeTheSavepointOfThisRelease() throws Exception {
    try (FleetRun fleet = new FleetRun(platform, NAME, FLEET, RULES)) {
      sendFirstPart(fleet);
      String made =
          fleet
              .run()
              .run(
                  fleet.run().configuration(),
                  directory.resolve("writer"),
                  1,
                  Optional.empty(),
                  fleet.run().sent(),
                  false);
      Path target = Files.createDirectories(Path.of(System.getProperty("state.write")));
      try (Stream<Path> files = Files.list(Path.of(URI.create(made)))) {
        for (Path file : files.toList()) {
          Files.copy(file, target.resolve(file.getFileName()));
        }
      }
    }
  }

  private static void sendFirstPart(FleetRun fleet) {
    fleet.sendQuietClocks();
    fleet.send(FLEET.part(0, PARTS));
  }

  @Test
  void theJobOfThisReleaseGoesOnWhereThatOneStopped() throws Exception {
    String savepoint =
        Path.of(
                SavepointOfReleaseITCase.class
                    .getResource("/state/0.1/savepoint/_metadata")
                    .toURI())
            .getParent()
            .toString();
    String name = "goes-on";
    try (FleetRun fleet = new FleetRun(platform, NAME, FLEET, RULES)) {
      Configuration rules = fleet.run().configuration();
      assertThat(SavepointCheck.of(savepoint, rules, directory.resolve("check")))
          .as("nothing but states that are new")
          .allMatch(remark -> remark.weight() == Remark.Weight.NOTE);
      assertThat(SavepointContent.of(savepoint))
          .extracting(SavepointContent::uid)
          .contains("process-events", "front", "context-join", "address-history", "population");
      sendFirstPart(fleet);
      long before = fleet.run().sent();
      fleet.sendQuietClocks();
      fleet.send(FLEET.part(1, PARTS));
      fleet.sendClock();
      fleet
          .run()
          .run(
              rules,
              directory.resolve(name),
              2,
              Optional.of(savepoint),
              fleet.run().sent() - before,
              true);

      long begin = FLEET.part(1, PARTS).get(0).eventTime();
      assertThat(fleet.run().read(ScoredAlarm.class, rules.sinks().scoredAlarms().topic()))
          .as("a finding that the savepoint holds is counted on and closed")
          .anyMatch(
              alarm ->
                  alarm.getUpdate()
                      && alarm.getDetector().equals("connection")
                      && alarm.getEventTime().toEpochMilli() < begin
                      && alarm.getConnectionCount() > 1);
      assertThat(fleet.run().read(DiscoveryProgress.class, rules.sinks().progress().topic()))
          .as("it is known since when processes are watched")
          .anyMatch(
              progress ->
                  progress.getEventTime().toEpochMilli() >= begin
                      && progress.getEventTime().toEpochMilli() - progress.getAgeMillis() < begin);
    }
  }
}
