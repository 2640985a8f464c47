package io.holoward.backtest.evaluation;

import static io.holoward.backtest.evaluation.Connections.START;
import static io.holoward.backtest.evaluation.Connections.assessed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.holoward.backtest.evaluation.Evaluation.ByLabel;
import io.holoward.backtest.evaluation.Evaluation.Cause;
import io.holoward.backtest.evaluation.Evaluation.Delay;
import io.holoward.backtest.evaluation.Evaluation.ProcessFigures;
import io.holoward.backtest.evaluation.Evaluation.View;
import io.holoward.detection.finding.AssessedConnection;
import io.holoward.detection.finding.Raise;
import io.holoward.detection.finding.Verdict;
import io.holoward.entropy.ScoreRange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluatorTest {

  @TempDir Path folder;

  private Labelling labelling;
  private Evaluator evaluator;

  @BeforeEach
  void readLabels() throws Exception {
    Path file =
        Files.write(
            folder.resolve("labels.csv"),
            List.of(
                "scenario,line,label",
                "a,2,c2",
                "a,3,tool",
                "b,5,c2",
                "b,6,update:browser",
                "elsewhere,1,c2"));
    labelling = new Labelling(Optional.of(Labels.read(file, List.of())), List.of(), false);
    evaluator = new Evaluator(labelling, ScoreRange.DEFAULT, Raise.DEVIATION);
  }

  private void take(AssessedConnection... connections) {
    for (AssessedConnection connection : connections) {
      evaluator.connection(connection, labelling.of(connection));
    }
  }

  private Evaluation evaluation() {
    return evaluation(2);
  }

  private Evaluation evaluation(long hosts) {
    return evaluator.evaluation(new Coverage(Set.of("a.jsonl", "b.jsonl"), hosts, hosts));
  }

  /** Two scenarios: of three attacks one is abnormal, one has no model, one is missed. */
  private void takeAll() {
    take(
        assessed("a.jsonl", 1, "h1", "svc", 443, Verdict.NORMAL, 10.0),
        assessed("a.jsonl", 2, "h1", "svc", 443, Verdict.NORMAL, 20.0),
        assessed("a.jsonl", 3, "h1", "tool", 4444, Verdict.UNMODELLED, null),
        assessed("a.jsonl", 4, "h1", "svc", 80, Verdict.ABNORMAL, 60.0),
        assessed("b.jsonl", 5, "h2", "svc", 445, Verdict.ABNORMAL, 90.0),
        assessed("b.jsonl", 6, "h2", "web", 443, Verdict.UNMODELLED, null),
        assessed("b.jsonl", 7, "h2", "svc", 53, Verdict.NORMAL, 5.0),
        assessed("b.jsonl", 8, "h2", "svc", 53, Verdict.NORMAL, 8.0));
  }

  @Test
  void aUnitHasTheHighestScoreOfItsConnectionsAndIsAnAttackWhenOneOfThemIs() {
    takeAll();
    View all = evaluation().views().get(0);
    assertThat(all.name()).isEqualTo("all");
    assertThat(all.units()).isEqualTo(6);
    assertThat(all.positives()).isEqualTo(3);
    assertThat(all.confusion()).isEqualTo(new Confusion(2, 2, 1, 1));
    assertThat(all.precision()).isEqualTo(0.5);
    assertThat(all.recall()).isEqualTo(2.0 / 3);
    assertThat(all.falsePositiveRate()).isEqualTo(2.0 / 3);
    assertThat(all.roc())
        .extracting(point -> point.get(2))
        .containsExactly(null, 90.0, 60.0, null, 20.0, 8.0);
  }

  @Test
  void withoutAModelAUnitRanksBetweenNormalAndAbnormalOnes() {
    takeAll();
    // By suspicion: b:445 attack, a:80, then tied a:4444 attack and b:443, a:443 attack, b:53.
    // Of nine pairs 445 wins three, 4444 wins one and ties one, 443 wins one: 5.5.
    assertThat(evaluation().views().get(0).auc()).isEqualTo(5.5 / 9);
  }

  @Test
  void theOtherViewsLeaveOutWhatHasNoModelOrHasOne() {
    takeAll();
    List<View> views = evaluation().views();
    assertThat(views)
        .extracting(View::name, View::units, View::positives)
        .containsExactly(
            tuple("all", 6L, 3L), tuple("modelled", 4L, 2L), tuple("unmodelled", 2L, 1L));
    assertThat(views.get(1).auc()).isEqualTo(3.0 / 4);
    assertThat(views.get(1).confusion()).isEqualTo(new Confusion(1, 1, 1, 1));
    assertThat(views.get(2).auc()).isEqualTo(0.5);
  }

  @Test
  void eachLabelIsCountedAttacksFirst() {
    takeAll();
    assertThat(evaluation().byLabel())
        .containsExactly(
            new ByLabel("c2", 2, 1),
            new ByLabel("tool", 1, 1),
            new ByLabel("background", 2, 1),
            new ByLabel("update:browser", 1, 1));
  }

  @Test
  void eachProcessHasFiguresOfItsOwn() {
    takeAll();
    assertThat(evaluation().processes())
        .extracting(ProcessFigures::processName, ProcessFigures::modelled, ProcessFigures::units)
        .containsExactly(tuple("svc", true, 4L), tuple("tool", false, 1L), tuple("web", false, 1L));
  }

  @Test
  void aDelayRunsFromTheFirstAttackToTheFirstFindingThatIsTold() {
    takeAll();
    evaluator.finding("a.jsonl", "h1svc", true, START, START + 1_999);
    evaluator.finding("a.jsonl", "h1svc", false, START + 3_000, START + 3_000);
    evaluator.finding("a.jsonl", "h1svc", true, START + 9_500, START + 9_500);
    evaluator.finding("a.jsonl", "h1svc", true, START + 9_000, START + 9_000);
    evaluator.finding("b.jsonl", "h2tool", true, START + 3_000, START + 3_000);
    evaluator.finding("b.jsonl", "h2svc", true, START + 4_000, START + 5_000);

    Evaluation evaluation = evaluation();
    assertThat(evaluation.delays())
        .extracting(Delay::processName, Delay::firstEvent, Delay::delaySeconds)
        .containsExactly(
            tuple("svc", Instant.ofEpochMilli(START + 2_000).toString(), 7.0),
            tuple("tool", Instant.ofEpochMilli(START + 3_000).toString(), null),
            tuple("svc", Instant.ofEpochMilli(START + 5_000).toString(), 0.0));
    assertThat(evaluation.medianDelaySeconds()).isEqualTo(3.5);
    assertThat(evaluation.hosts()).isEqualTo(2);
    assertThat(evaluation.days()).isEqualTo(1.0);
    assertThat(evaluation.alarmsPerHostDay()).isEqualTo(2.5);
  }

  @Test
  void aFindingCountsForTheAttackOfItsSourceAndForThoseItStandsAlready() {
    take(
        assessed("a.jsonl", 2, "h1", "svc", 443, Verdict.NORMAL, 20.0),
        assessed("b.jsonl", 5, "h1", "svc", 443, Verdict.NORMAL, 20.0));
    evaluator.finding("b.jsonl", "h1svc", true, START + 9_000, START + 9_000);
    assertThat(evaluation().delays()).extracting(Delay::delaySeconds).containsExactly(null, 4.0);
    evaluator.finding("a.jsonl", "h1svc", true, START + 3_000, START + 6_000);
    assertThat(evaluation().delays()).extracting(Delay::delaySeconds).containsExactly(1.0, 0.0);
  }

  @Test
  void whatWasJudgedWronglyIsGroupedByItsGround() {
    takeAll();
    take(
        assessed("b.jsonl", 20, "h3", "svc", 80, Verdict.ABNORMAL, 80.0),
        assessed("b.jsonl", 21, "h3", "svc", 81, Verdict.ABNORMAL, 70.0));
    Evaluation evaluation = evaluation();
    assertThat(evaluation.falsePositives())
        .extracting(Cause::cause, Cause::units, Cause::hosts)
        .containsExactly(
            tuple("svc shows what is rare or new to it: outbound TCP to port 80 (http).", 2L, 2L),
            tuple("svc shows what is rare or new to it: outbound TCP to port 81.", 1L, 1L),
            tuple("web has no intended state.", 1L, 1L));
    assertThat(evaluation.falsePositives().get(0).example().score()).isEqualTo(80.0);
    assertThat(evaluation.misses())
        .extracting(Cause::cause)
        .containsExactly("svc is known to show just this: outbound TCP to port 443 (https).");
  }

  @Test
  void whatIsKnownButRareIsToldOnlyWhereEverythingIsRaised() {
    AssessedConnection rare =
        known(assessed("a.jsonl", 2, "h1", "svc", 443, Verdict.ABNORMAL, 80.0));
    take(rare);
    assertThat(evaluation().views().get(0).confusion()).isEqualTo(new Confusion(0, 0, 1, 0));
    evaluator = new Evaluator(labelling, ScoreRange.DEFAULT, Raise.EVERY);
    take(rare);
    assertThat(evaluation().views().get(0).confusion()).isEqualTo(new Confusion(1, 0, 0, 0));
  }

  @Test
  void whatIsKnownAndNoAlarmRanksBelowWhatIsTold() {
    take(
        known(assessed("a.jsonl", 1, "h1", "svc", 80, Verdict.ABNORMAL, 95.0)),
        assessed("a.jsonl", 2, "h1", "svc", 443, Verdict.ABNORMAL, 60.0),
        assessed("a.jsonl", 3, "h1", "tool", 4444, Verdict.UNMODELLED, null));
    assertThat(evaluation().views().get(0).auc()).isEqualTo(1);
    assertThat(evaluation().views().get(0).roc())
        .extracting(point -> point.get(2))
        .containsExactly(null, null, 95.0);
  }

  @Test
  void aUnitIsWorthWhatIsToldOfIt() {
    take(
        known(assessed("b.jsonl", 20, "h3", "svc", 80, Verdict.ABNORMAL, 95.0)),
        assessed("b.jsonl", 21, "h3", "svc", 80, Verdict.ABNORMAL, 70.0));
    assertThat(evaluation().falsePositives())
        .singleElement()
        .satisfies(
            cause -> {
              assertThat(cause.cause()).contains("rare or new to it");
              assertThat(cause.example().source().position()).isEqualTo(21);
            });
  }

  @Test
  void nothingIsToldOfAProcessThatIsStillBeingLearned() {
    take(
        learned(assessed("a.jsonl", 1, "h1", "svc", 443, Verdict.UNMODELLED, null)),
        learned(assessed("a.jsonl", 2, "h1", "svc", 80, Verdict.UNMODELLED, null)),
        assessed("a.jsonl", 3, "h1", "tool", 4444, Verdict.UNMODELLED, null));
    assertThat(evaluation().views().get(0).confusion()).isEqualTo(new Confusion(1, 0, 1, 1));
    assertThat(evaluation().misses())
        .extracting(Cause::cause)
        .containsExactly("svc was still being learned, so nothing is told of it.");
  }

  private static AssessedConnection known(AssessedConnection one) {
    return with(one, true, true);
  }

  private static AssessedConnection learned(AssessedConnection one) {
    return with(one, false, false);
  }

  private static AssessedConnection with(AssessedConnection one, boolean known, boolean judged) {
    return new AssessedConnection(
        one.actor(),
        one.connection(),
        one.blocked(),
        one.features(),
        one.eventTime(),
        one.verdict(),
        one.populationScore(),
        one.deviation(),
        one.baseline(),
        known,
        judged,
        one.source());
  }

  @Test
  void theLabelsAreCounted() {
    takeAll();
    Evaluation.LabelCounts counts = evaluation().labels();
    assertThat(counts.labelled()).isEqualTo(4);
    assertThat(counts.unlabelled()).isEqualTo(4);
    assertThat(counts.unmatched()).isEqualTo(1);
  }

  @Test
  void aLabelThatMetNoConnectionHasNoUnits() {
    take(assessed("b.jsonl", 5, "h2", "svc", 445, Verdict.ABNORMAL, 90.0));
    assertThat(evaluation().byLabel())
        .containsExactly(
            new ByLabel("c2", 1, 1),
            new ByLabel("tool", 0, 0),
            new ByLabel("update:browser", 0, 0));
  }

  @Test
  void whatIsNotDefinedIsNull() {
    Evaluation nothing = evaluation(0);
    assertThat(nothing.alarmsPerHostDay()).isNull();
    assertThat(nothing.medianDelaySeconds()).isNull();
    assertThat(nothing.views())
        .allMatch(view -> view.auc() == null && view.recall() == null && view.roc().isEmpty());
  }

  @Test
  void halfACharacterInANameIsWrittenAsAQuestionMark() throws Exception {
    AssessedConnection odd =
        assessed("b.jsonl", 20, "h3\ud800", "svc\ud800", 80, Verdict.ABNORMAL, 80.0);
    Path lines = folder.resolve("assessments.jsonl");
    AssessmentFiles.assessments(List.of(odd).iterator(), labelling, Optional.of(evaluator), lines);
    Path file = folder.resolve("evaluation.json");
    evaluation().write(file);
    assertThat(lines).content().contains("\"processName\":\"svc?\"");
    assertThat(Evaluation.read(file).falsePositives().get(0).processName()).isEqualTo("svc?");
  }

  @Test
  void itSurvivesItsFile() throws Exception {
    takeAll();
    Path file = folder.resolve("evaluation.json");
    evaluation().write(file);
    assertThat(Evaluation.read(file)).isEqualTo(evaluation());
  }

  @Test
  void whatHasNoIntendedStateIsRankedByHowItComparesWithThePopulation() {
    take(
        assessed("a.jsonl", 3, "h1", "tool", 4444, Verdict.UNMODELLED, null)
            .comparedWithPopulation(91),
        assessed("b.jsonl", 6, "h2", "web", 443, Verdict.UNMODELLED, null)
            .comparedWithPopulation(20),
        assessed("b.jsonl", 7, "h2", "web", 80, Verdict.UNMODELLED, null));

    assertThat(evaluation().views().get(2).auc()).isEqualTo(1);
  }
}
