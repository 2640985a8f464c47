package io.holoward.backtest.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holoward.backtest.BacktestProgress;
import io.holoward.backtest.RecordedFleet;
import io.holoward.backtest.evaluation.Labels;
import io.holoward.backtest.study.StudyPlan.Transplant;
import io.holoward.backtest.study.StudyResult.Row;
import io.holoward.backtest.study.StudyResult.Table;
import io.holoward.detection.configuration.Configuration;
import io.holoward.telemetry.input.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three scenarios made by hand, whose result is known. */
class StudyTest {

  @TempDir static Path directory;

  private static Path telemetry;
  private static StudyResult result;

  @BeforeAll
  static void evaluate() throws Exception {
    telemetry = HandMade.write(directory, 3);
    result =
        Study.run(
            plan("out", Labs.ONE, new Transplant(List.of("DNS.exe"), List.of("c2"))),
            BacktestProgress.NONE);
  }

  private static StudyPlan plan(String out, Labs labs, Transplant transplant) {
    return plan(directory.resolve("labels.csv"), out, labs, transplant, "promotion.floor=10");
  }

  private static StudyPlan plan(
      Path labels, String out, Labs labs, Transplant transplant, String... set) {
    return new StudyPlan(
        RecordedFleet.telemetry(telemetry),
        Labels.read(labels, List.of()),
        List.of("background"),
        labs,
        List.of(FoldKind.SCENARIO, FoldKind.HALF),
        transplant,
        Configuration.of(set),
        1,
        directory.resolve(out));
  }

  private static Map<String, Row> rows(Table table) {
    return table.rows().stream().collect(Collectors.toMap(Row::name, Function.identity()));
  }

  @Test
  void eachScenarioIsScoredByTheOthers() {
    assertThat(result.connections()).isEqualTo(3 * (2 * 8 + 1));
    assertThat(result.scenarios()).isEqualTo(3);
    Table table = result.tables().get(0);
    assertThat(table.fold()).isEqualTo("scenario");
    assertThat(table.folds()).isEqualTo(3);
    Map<String, Row> rows = rows(table);
    // In each scenario the service uses two services, the tool one.
    assertThat(rows.get("all").units()).isEqualTo(9);
    assertThat(rows.get("modelled").units()).isEqualTo(6);
    assertThat(rows.get("modelled").falsePositives().count()).isZero();
    assertThat(rows.get("unmodelled").units()).isEqualTo(3);
    assertThat(rows.get("unmodelled").found().of()).isEqualTo(3);
  }

  @Test
  void anAttackInsideAKnownProcessIsFoundByWhatItDoes() {
    Map<String, Row> rows = rows(result.tables().get(0));
    for (String name :
        List.of(
            "transplants, as they are",
            "transplants, public 443",
            "DNS.exe, as they are",
            "DNS.exe, public 443")) {
      assertThat(rows.get(name).units()).as(name).isEqualTo(9);
      assertThat(rows.get(name).found().count()).as(name).isEqualTo(3);
      assertThat(rows.get(name).found().of()).as(name).isEqualTo(3);
      assertThat(rows.get(name).auc().value()).as(name).isEqualTo(1);
      assertThat(rows.get(name).auc().interval()).as(name).containsExactly(1.0, 1.0);
    }
  }

  @Test
  void whatIsNotRaisedIsScoredAllTheSame() {
    assertThat(result.tables().get(0).alarms().rates())
        .extracting(StudyResult.Rate::raise)
        .containsExactly("deviation", "every", "abnormal");
    assertThat(result.tables().get(0).alarms().rates().get(0).raised()).isZero();
    assertThat(result.tables().get(0).alarms().rates().get(1).raised()).isEqualTo(6);
    assertThat(result.tables().get(0).alarms().hostHours()).isEqualTo(3);
  }

  @Test
  void theFilesHoldTheFiguresAndEveryScoredConnection() throws Exception {
    assertThat(StudyResult.read(directory.resolve("out"))).isEqualTo(result);
    List<String> records =
        Files.readAllLines(directory.resolve("out").resolve(StudyResult.RECORDS));
    long scored = 3 * 17 + 3 * 2;
    assertThat(records).hasSize((int) (2 * scored));
    assertThat(records)
        .filteredOn(record -> record.contains("\"origin\":\"public-443\""))
        .allMatch(record -> record.contains("\"address\":\"203.0.113.1\",\"port\":443"));
  }

  @Test
  void bothHalvesAreScoredByEachOther() {
    Table table = result.tables().get(1);
    assertThat(table.groups())
        .extracting(StudyResult.Group::name)
        .containsExactly("later by earlier", "earlier by later");
    assertThat(rows(table).get("all").units()).isEqualTo(9);
  }

  @Test
  void aProcessThatIsNotThereIsRefused() {
    assertThatThrownBy(
            () ->
                Study.run(
                    plan("refused", Labs.ONE, new Transplant(List.of("lsass.exe"), List.of("c2"))),
                    BacktestProgress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no process of the input is called 'lsass.exe'");
  }

  @Test
  void labelsOfSomethingElseAreRefused() throws Exception {
    Path labels =
        Files.write(directory.resolve("others.csv"), List.of("scenario,line,label", "x,1,c2"));
    assertThatThrownBy(
            () ->
                Study.run(
                    plan(labels, "refused", Labs.ONE, Transplant.NONE), BacktestProgress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("labels none of the 51 connections");
  }

  @Test
  void aSplitThatNamesOtherScenariosIsRefused() throws Exception {
    Path more =
        Files.write(directory.resolve("more.csv"), List.of("scenario,lab", "a,x", "zebra,x"));
    assertThatThrownBy(
            () ->
                Study.run(plan("refused", Labs.read(more), Transplant.NONE), BacktestProgress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("such as zebra");
  }

  @Test
  void theRecordOfAWholeWindowIsRefused() {
    assertThatThrownBy(
            () ->
                plan(
                    directory.resolve("labels.csv"),
                    "refused",
                    Labs.ONE,
                    Transplant.NONE,
                    "record=window"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("leave the key record at signature");
  }
}
