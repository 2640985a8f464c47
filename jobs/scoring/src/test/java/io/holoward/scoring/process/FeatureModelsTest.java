package io.holoward.scoring.process;

import static io.holoward.scoring.process.IntendedStatesOperatorTest.quick;
import static io.holoward.scoring.process.Sightings.DNS;
import static io.holoward.scoring.process.Sightings.LATENESS;
import static io.holoward.scoring.process.Sightings.SMB;
import static io.holoward.scoring.process.Sightings.WEB;
import static io.holoward.scoring.process.Sightings.first;
import static io.holoward.scoring.process.Sightings.minute;
import static io.holoward.scoring.process.Sightings.process;
import static io.holoward.scoring.process.Sightings.sighting;
import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.finding.Finding;
import io.holoward.detection.lifecycle.ControlCommand;
import io.holoward.detection.lifecycle.ControlCommand.Action;
import io.holoward.detection.lifecycle.Progress;
import io.holoward.detection.lifecycle.SpokenFeatures;
import io.holoward.detection.sighting.Sighting;
import io.holoward.detection.sighting.Sighting.Kind;
import io.holoward.entropy.ScoringRules;
import io.holoward.scoring.codec.RecordJson;
import io.holoward.scoring.codec.SnapshotMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What models speak of beyond Table 2, and how connections are judged by it. */
class FeatureModelsTest {

  private static final String NEW = " newServiceOrganisation";
  private static final String BEACON = " beacon";
  private static final String LEAVE_ONE_OUT = "novelty.leave-one-out=true";

  @TempDir private Path directory;

  private static Sighting[] discovery(String mark) {
    return new Sighting[] {
      first("lsass", "a", 1, WEB),
      first("lsass", "b", 2, WEB + mark),
      first("lsass", "a", 6, WEB),
      first("lsass", "a", 11, DNS)
    };
  }

  private static long closed(double windowEndMinute) {
    return minute(windowEndMinute) + LATENESS;
  }

  private static List<List<String>> features(ProcessHarness operator) {
    return operator.findings().stream().map(finding -> finding.activity().features()).toList();
  }

  @Test
  void aModelOfABoundedPassKnowsWhatIsNewAndOthersAreComparedWithoutThat() throws Exception {
    try (ProcessHarness operator = ProcessHarness.start(quick(LEAVE_ONE_OUT))) {
      operator.send(discovery(NEW)).watermark(closed(15));
      operator.send(first("lsass", "a", 21, WEB + NEW), first("lsass", "a", 22, DNS + NEW));
      assertThat(features(operator))
          .containsExactly(List.of("newServiceOrganisation", "outgoingWellKnownUDPPort_53"));
      assertThat(operator.snapshots().get(0).features().noveltyShare()).isEqualTo(0.25);
    }
    try (ProcessHarness operator = ProcessHarness.start(quick())) {
      operator.send(discovery(NEW)).watermark(closed(15));
      operator.send(first("lsass", "a", 21, WEB + NEW), first("lsass", "a", 22, DNS + NEW));
      assertThat(operator.findings()).isEmpty();

      operator.send(first("lsass", "a", 23, SMB + NEW), first("lsass", "a", 28, SMB));
      assertThat(features(operator))
          .as("one thing, told once a slot")
          .containsExactly(List.of("outgoingIPv4hasPrivate", "outgoingWellKnownTCPPort_445"));
      assertThat(operator.snapshots().get(0).features())
          .returns(null, SpokenFeatures::noveltyShare);
    }
  }

  @Test
  void whatAnInstanceShowsWithAndWithoutAnUnspokenColumnIsOneRecord() throws Exception {
    try (ProcessHarness operator =
        ProcessHarness.start(quick("features.off=[" + NEW.strip() + "]"))) {
      operator.send(discovery(NEW)).send(first("lsass", "b", 2.5, WEB)).watermark(closed(15));
      assertThat(operator.snapshots().get(0).records()).isEqualTo(4);
      assertThat(operator.snapshots().get(0).distinct()).isEqualTo(2);
    }
  }

  @Test
  void aProcessThatGoesToNewPlacesByNatureIsToldAndJudgedWithoutNovelty() throws Exception {
    Configuration configuration =
        quick(LEAVE_ONE_OUT, "novelty.min-records=4", "novelty.roaming=0.6");
    try (ProcessHarness operator = ProcessHarness.start(configuration)) {
      operator.send(first("edge", "a", 1, WEB + NEW), first("edge", "b", 1, WEB + NEW));
      operator.send(first("edge", "a", 6, WEB + NEW), first("edge", "a", 11, WEB));
      operator.watermark(closed(15));

      assertThat(operator.progress())
          .last()
          .returns(true, Progress::roaming)
          .returns(0.75, Progress::noveltyShare);
      operator.send(first("edge", "a", 16, WEB + NEW), first("edge", "a", 17, SMB + NEW));
      assertThat(operator.findings())
          .singleElement()
          .satisfies(
              finding ->
                  assertThat(finding.explanation())
                      .contains("novelty does not count: 75 % of what this process does is new"));
    }
  }

  @Test
  void relearningTakesTheFeaturesInForceAndAModelKeepsThoseItWasLearnedWith() throws Exception {
    Configuration without = quick(LEAVE_ONE_OUT, "features.off=[newServiceOrganisation]");
    try (ProcessHarness before = ProcessHarness.start(without)) {
      before.send(discovery("")).watermark(closed(15));
      try (ProcessHarness after =
          ProcessHarness.restore(quick(LEAVE_ONE_OUT), 1, before.snapshot())) {
        after.send(first("lsass", "a", 16, WEB + NEW)).watermark(closed(20));
        assertThat(after.findings()).isEmpty();

        after.command(
            new ControlCommand("c1", "acme", Action.RELEARN, "*", minute(21), "operator"));
        after.send(
            first("lsass", "a", 26, WEB),
            first("lsass", "a", 31, WEB),
            first("lsass", "a", 36, DNS));
        after.watermark(closed(40)).send(first("lsass", "a", 41, WEB + NEW));
        assertThat(features(after))
            .containsExactly(List.of("newServiceOrganisation", "outgoingWellKnownTCPPort_443"));
      }
    }
  }

  @Test
  void aBeaconIsLearnedAsARecordOfItsOwn() throws Exception {
    try (ProcessHarness operator = ProcessHarness.start(quick())) {
      operator.send(discovery("")).send(beacon(5), beacon(10)).watermark(closed(15));
      assertThat(operator.snapshots().get(0).records()).isEqualTo(6);

      operator.send(beacon(20));
      assertThat(operator.findings()).as("it beacons by nature").isEmpty();
    }
  }

  @Test
  void aBeaconOfAProtectedProcessIsRaisedOnceASlotBesideItsConnection() throws Exception {
    try (ProcessHarness operator = ProcessHarness.start(quick("alarm.raise=every"))) {
      operator.send(discovery("")).watermark(closed(15));
      operator
          .send(first("lsass", "a", 21, WEB), beacon(25), beacon(30))
          .watermark(closed(60) + 10);
      assertThat(operator.findings())
          .extracting(finding -> finding.activity().features().contains("beacon"))
          .containsExactlyInAnyOrder(false, true, true);
      assertThat(operator.findings())
          .filteredOn(Finding::update)
          .singleElement()
          .satisfies(update -> assertThat(update.activity().windowCount()).isEqualTo(2));
    }
  }

  @Test
  void aBeaconIsNoConnectionToBeAssessed() throws Exception {
    try (ProcessHarness operator = ProcessHarness.start(quick("evaluation.assess=true"))) {
      operator.send(discovery("")).watermark(closed(15)).send(beacon(20));
      assertThat(operator.assessments()).hasSize(4);
      assertThat(operator.findings()).hasSize(1);
    }
  }

  private static Sighting beacon(double minute) {
    return sighting(Kind.BEACON, "lsass", "a", minute - 0.001, WEB + BEACON, 5);
  }

  @Test
  void learnedStatesSeedAnotherJobWithWhatTheySpeakOf() throws Exception {
    String learned;
    try (ProcessHarness operator = ProcessHarness.start(quick(LEAVE_ONE_OUT))) {
      operator.send(discovery(NEW)).watermark(closed(15));
      learned =
          RecordJson.write(
              SnapshotMapping.toRecord(operator.snapshots().get(0), ScoringRules.DEFAULT));
    }
    assertThat(learned)
        .contains("\"features\":[")
        .contains("\"newServiceOrganisation\"")
        .contains("\"noveltyShare\":0.25")
        .contains("\"roaming\":false");
    try (ProcessHarness operator = ProcessHarness.start(seeded(learned))) {
      operator.send(first("lsass", "a", 21, WEB + NEW), first("lsass", "a", 22, DNS + NEW));
      assertThat(operator.findings()).hasSize(1);
      assertThat(operator.progress().get(0).noveltyShare()).isEqualTo(0.25);
    }
  }

  @Test
  void aSeedOfAReleaseThatKnewNoOtherFeaturesSpeaksOfTable2Alone() throws Exception {
    try (ProcessHarness operator = ProcessHarness.start(seeded(snapshotOfRelease01()))) {
      operator.send(first("lsass", "a", 21, WEB + NEW));
      assertThat(operator.findings()).isEmpty();
      operator.send(first("lsass", "a", 26, SMB + NEW));
      assertThat(operator.findings()).hasSize(1);
    }
  }

  @Test
  void statesThatSeedAtTheStartAreStateAndNeedNoFileLater() throws Exception {
    OperatorSubtaskState stored;
    Configuration seeded = seeded(snapshotOfRelease01());
    try (ProcessHarness operator =
        ProcessHarness.start(seeded.with(List.of("states.seed-at-start=true")))) {
      assertThat(operator.count("protectedProcesses")).isEqualTo(1);
      stored = operator.snapshot();
    }
    try (ProcessHarness operator = ProcessHarness.restore(quick(), 64, stored)) {
      operator.send(first("lsass", "a", 21, WEB), first("lsass", "a", 26, SMB));
      assertThat(operator.findings())
          .singleElement()
          .satisfies(finding -> assertThat(finding.baseline().records()).isEqualTo(40));
    }
  }

  @Test
  void statesThatSeedAtTheStartAreNotReadByAJobThatHasState() throws Exception {
    OperatorSubtaskState stored;
    try (ProcessHarness operator = ProcessHarness.start(quick())) {
      stored = operator.snapshot();
    }
    Configuration late = quick("states.seed=/nowhere.json", "states.seed-at-start=true");
    try (ProcessHarness operator = ProcessHarness.restore(late, 64, stored)) {
      operator.send(first("lsass", "a", 26, SMB));
      assertThat(operator.findings()).isEmpty();
    }
  }

  private static String snapshotOfRelease01() {
    return """
        {"processId": "%s", "organisation": "acme", "processName": "lsass.exe",
         "phase": "PROTECTED", "modelVersion": 1, "sealedAt": "2026-01-05T07:00:00Z",
         "records": 40, "distinct": 1, "hosts": 2, "firstSeen": "2026-01-01T00:00:00Z",
         "lastSeen": "2026-01-05T07:00:00Z",
         "states": [{"records": 40, "mean": 0.0, "standardDeviation": 0.0, "threshold": 0.0,
           "min": 0.0, "max": 0.0, "columns": [],
           "signatures": [{"features": ["%s"], "count": 40}]}]}
        """
        .formatted(process("lsass").replace("\\", "\\\\"), WEB);
  }

  private Configuration seeded(String snapshot) throws IOException {
    Path seed = Files.writeString(directory.resolve("intended-states.json"), "[" + snapshot + "]");
    return quick("states.seed='" + seed + "'");
  }
}
