package io.holoward.scoring.process;

import static io.holoward.scoring.process.Sightings.DNS;
import static io.holoward.scoring.process.Sightings.LATENESS;
import static io.holoward.scoring.process.Sightings.SMB;
import static io.holoward.scoring.process.Sightings.WEB;
import static io.holoward.scoring.process.Sightings.alarm;
import static io.holoward.scoring.process.Sightings.first;
import static io.holoward.scoring.process.Sightings.minute;
import static io.holoward.scoring.process.Sightings.sighting;
import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.finding.AssessedConnection;
import io.holoward.detection.finding.Finding;
import io.holoward.detection.finding.Verdict;
import io.holoward.detection.lifecycle.ControlCommand;
import io.holoward.detection.lifecycle.ControlCommand.Action;
import io.holoward.detection.sighting.Sighting;
import io.holoward.detection.sighting.Sighting.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How connections compare, told for an evaluation. */
class AssessmentsTest {

  private static final String ASSESS = "evaluation.assess=true";
  private static final List<String> SIGNATURES = List.of(WEB, DNS, SMB);

  private static Sighting[] discovery() {
    return new Sighting[] {
      first("lsass", "a", 1, WEB), first("lsass", "b", 6, WEB), first("lsass", "a", 11, DNS)
    };
  }

  private static Sighting assessment(double minute, String signature) {
    return sighting(Kind.ASSESSMENT, "lsass", "a", minute, signature, 1);
  }

  private static Configuration assessing(String... more) {
    List<String> overrides = new ArrayList<>(List.of(more));
    overrides.add(ASSESS);
    return IntendedStatesOperatorTest.quick(overrides.toArray(String[]::new));
  }

  @Test
  void aConnectionIsAssessedByTheScoreOfTheFindingItRaises() throws Exception {
    try (ProcessHarness operator = ProcessHarness.start(assessing("alarm.raise=every"))) {
      operator.send(discovery()).watermark(minute(15) + LATENESS);
      operator.send(first("lsass", "a", 18, WEB), first("lsass", "a", 19, SMB));

      List<AssessedConnection> assessed = of(operator.assessments(), 18);
      assertThat(assessed).hasSameSizeAs(operator.findings()).hasSize(2);
      for (int i = 0; i < assessed.size(); i++) {
        Finding finding = operator.findings().get(i);
        assertThat(assessed.get(i).verdict()).isEqualTo(finding.verdict());
        assertThat(assessed.get(i).deviation()).isEqualTo(finding.deviation());
        assertThat(assessed.get(i).baseline()).isEqualTo(finding.baseline());
        assertThat(assessed.get(i).actor()).isEqualTo(finding.actor());
        assertThat(assessed.get(i).source()).isEqualTo(finding.source());
      }
      assertThat(assessed).extracting(AssessedConnection::known).containsExactly(true, false);
    }
  }

  @Test
  void whatIsKnownIsAssessedThoughItIsNoAlarm() throws Exception {
    try (ProcessHarness operator = ProcessHarness.start(assessing())) {
      operator.send(discovery()).watermark(minute(15) + LATENESS);
      operator.send(first("lsass", "a", 18, WEB), assessment(18.5, WEB));

      assertThat(operator.findings()).isEmpty();
      assertThat(of(operator.assessments(), 18))
          .hasSize(2)
          .allMatch(connection -> connection.known() && connection.deviation() != null);
    }
  }

  @Test
  void aConnectionOfTheDiscoveryHasNothingToBeComparedWith() throws Exception {
    try (ProcessHarness operator = ProcessHarness.start(assessing())) {
      operator.send(discovery()).send(assessment(2, WEB)).watermark(minute(15) + LATENESS);

      assertThat(operator.assessments())
          .hasSize(4)
          .allMatch(c -> c.verdict() == Verdict.UNMODELLED && c.deviation() == null);
    }
  }

  @Test
  void aConnectionWithoutAModelIsJudgedOnlyWhereItsProcessCameTooLateToBeLearned()
      throws Exception {
    try (ProcessHarness operator =
        ProcessHarness.start(assessing("population.ready-at=2026-01-05T08:30:00Z"))) {
      operator.send(first("early", "a", 1, WEB)).send(first("new", "a", 31, WEB));
      operator.send(
          first("early", "a", 32, SMB), sighting(Kind.ASSESSMENT, "new", "a", 33, WEB, 1));
      operator.end();

      assertThat(operator.assessments())
          .extracting(one -> one.actor().processName() + " " + one.judged())
          .containsExactlyInAnyOrder(
              "early.exe false", "early.exe false", "new.exe true", "new.exe true");
      assertThat(operator.findings())
          .extracting(finding -> finding.actor().processName())
          .containsOnly("new.exe");
    }
  }

  @Test
  void whatWaitedWhileItsProcessWasSealedIsComparedWithWhatWasSealed() throws Exception {
    try (ProcessHarness operator = ProcessHarness.start(assessing())) {
      operator.send(discovery()).send(first("lsass", "a", 16, SMB), assessment(17, SMB));
      operator.watermark(minute(20) + LATENESS);

      List<AssessedConnection> waited = of(operator.assessments(), 16);
      assertThat(waited).hasSize(2);
      assertThat(waited.get(1).deviation())
          .isNotNull()
          .isEqualTo(operator.findings().get(0).deviation())
          .isEqualTo(waited.get(0).deviation());
    }
  }

  @Test
  void aRefusedConnectionAndALateOneAreAssessedAndUpstreamAlarmsAreNot() throws Exception {
    try (ProcessHarness operator = ProcessHarness.start(assessing())) {
      operator.send(discovery()).watermark(minute(15) + LATENESS);
      operator.send(sighting(Kind.BLOCKED, "lsass", "a", 18, SMB, 1));
      operator.send(sighting(Kind.LATE, "lsass", "a", 18, DNS, 1));
      operator.send(alarm("lsass", "a", 18, "upstream"));
      operator.send(sighting(Kind.LATE, "nobody-knows", "a", 18, DNS, 1));

      List<AssessedConnection> assessed = of(operator.assessments(), 18);
      assertThat(assessed).hasSize(3);
      assertThat(assessed)
          .extracting(AssessedConnection::blocked)
          .containsExactly(true, false, false);
      assertThat(assessed.get(2).verdict()).isEqualTo(Verdict.UNMODELLED);
    }
  }

  @Test
  void connectionsThatHaveNoPlaceToWaitAreCounted() throws Exception {
    int bound = 16_384;
    try (ProcessHarness operator = ProcessHarness.start(assessing())) {
      for (int i = 0; i < bound + 5; i++) {
        operator.send(assessment(1, WEB));
      }
      assertThat(operator.count("assessmentOverflow")).isEqualTo(5);
    }
  }

  @Test
  void theRecordOfAWholeWindowIsNoConnection() throws Exception {
    try (ProcessHarness operator = ProcessHarness.start(assessing("record=window"))) {
      operator.send(discovery()).send(assessment(2, WEB)).watermark(minute(15) + LATENESS);

      assertThat(operator.assessments()).hasSize(1);
    }
  }

  @Test
  void nothingElseDependsOnWhetherConnectionsAreAssessed() throws Exception {
    for (int seed = 0; seed < 20; seed++) {
      assertThat(run(seed, true)).as("seed %d", seed).isEqualTo(run(seed, false));
    }
  }

  /** Findings, states and progress of a random input with commands among it. */
  private static List<String> run(long seed, boolean assess) throws Exception {
    Random random = new Random(seed);
    Configuration configuration =
        IntendedStatesOperatorTest.quick(
            "evaluation.assess=" + assess, "population.ready-at=2026-01-05T08:40:00Z");
    List<String> outcome = new ArrayList<>();
    try (ProcessHarness operator = ProcessHarness.start(configuration)) {
      double minute = 0;
      for (int i = 0; i < 150; i++) {
        minute += random.nextDouble();
        Sighting first =
            first(
                "p" + random.nextInt(3),
                "h" + random.nextInt(2),
                minute,
                SIGNATURES.get(random.nextInt(SIGNATURES.size())));
        operator.send(first);
        boolean again = random.nextBoolean();
        if (assess && again) {
          operator.send(
              sighting(
                  Kind.ASSESSMENT,
                  first.processName().replace(".exe", ""),
                  first.host(),
                  minute,
                  first.signature(),
                  1));
        }
        if (random.nextInt(30) == 0) {
          Action action = random.nextBoolean() ? Action.RELEARN : Action.PROMOTE;
          operator.command(
              new ControlCommand("c" + i, "acme", action, "*", minute(minute - 3), "operator"));
        }
        if (random.nextInt(4) == 0) {
          operator.watermark(minute(minute - 2));
        }
      }
      operator.end();
      assertThat(operator.assessments().isEmpty()).isEqualTo(!assess);
      operator.findings().forEach(f -> outcome.add(f.uid() + f.verdict() + f.score() + f.update()));
      operator.snapshots().forEach(s -> outcome.add(s.processId() + s.sealedAt() + s.records()));
      operator.progress().forEach(p -> outcome.add(p.toString()));
      outcome.add("processes " + operator.count("processes"));
      outcome.add("protected " + operator.count("protectedProcesses"));
      outcome.add("records " + operator.count("records"));
    }
    return outcome;
  }

  private static List<AssessedConnection> of(List<AssessedConnection> all, double fromMinute) {
    return all.stream().filter(one -> one.eventTime() >= minute(fromMinute)).toList();
  }

  @Test
  void anAlarmThatWaitsIsScoredWithWhatTheEndOfTheInputSeals() throws Exception {
    Configuration configuration =
        IntendedStatesOperatorTest.quick(
            "promotion.min-age=30 d", "promotion.seal-at-end=true", "states.expiry=60 d");
    try (ProcessHarness operator = ProcessHarness.start(configuration)) {
      operator.send(discovery()).send(alarm("lsass", "a", 3, "one"), alarm("few", "a", 3, "two"));
      operator.watermark(minute(3 * 24 * 60));
      assertThat(operator.findings()).isEmpty();

      operator.end();

      assertThat(operator.findings())
          .extracting(f -> f.actor().processName() + (f.verdict() == Verdict.UNMODELLED))
          .containsExactlyInAnyOrder("lsass.exefalse", "few.exetrue");
    }
  }
}
