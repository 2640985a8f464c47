package io.holoward.cli.candidates;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.catalogue.Candidate;
import io.holoward.telemetry.simulator.FleetSimulator;
import io.holoward.telemetry.simulator.SimulationPlan;
import io.holoward.telemetry.simulator.SysmonJson;
import java.io.BufferedWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CandidateStudyTest {

  @TempDir private Path directory;

  @Test
  void whatRunsEverywhereAndDoesMuchComesFirst() throws Exception {
    Path file = directory.resolve("fleet.jsonl");
    FleetSimulator fleet =
        new FleetSimulator(
            SimulationPlan.of(7, 10, Instant.parse("2026-03-02T00:00:00Z"), Duration.ofHours(6)));
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      while (fleet.hasNext()) {
        out.write(SysmonJson.write(fleet.next().event()));
        out.newLine();
      }
    }
    List<Candidate> ranking = CandidateStudy.of(List.of(file), "sysmon");
    assertThat(ranking).isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
    assertThat(ranking.stream().limit(8).map(c -> c.process().displayName())).contains("lsass.exe");
  }
}
