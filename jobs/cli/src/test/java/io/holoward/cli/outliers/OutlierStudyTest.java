package io.holoward.cli.outliers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.holoward.cli.UserException;
import io.holoward.cli.outliers.CategoricalTable.Header;
import io.holoward.cli.outliers.OutlierStudy.Missing;
import io.holoward.cli.outliers.OutlierStudy.Question;
import io.holoward.cli.outliers.OutlierStudy.ScoredRow;
import io.holoward.entropy.ScoredColumns;
import io.holoward.entropy.ThresholdRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OutlierStudyTest {
  private static final ThresholdRule RULE = new ThresholdRule.MeanStd(3);

  @Test
  void aRareRowIsTheOutlierAmongEqualOnes() {
    List<List<String>> rows = new ArrayList<>(Collections.nCopies(30, List.of("a", "x")));
    rows.add(List.of("b", "y"));
    OutlierStudy study =
        OutlierStudy.of(
            new CategoricalTable(List.of("one", "two"), rows),
            question(ScoredColumns.FULL, Missing.SKIP));
    assertThat(study.rows())
        .filteredOn(ScoredRow::outlier)
        .extracting(ScoredRow::row)
        .containsExactly(31);
    assertThat(study.left()).isZero();
    assertThat(study.rocArea()).isEmpty();
  }

  @Test
  void aRowWithAMissingValueIsLeftOutAndTheOthersKeepTheirNumbers() {
    CategoricalTable table =
        new CategoricalTable(
            List.of("one", "two"),
            List.of(List.of("a", "?"), List.of("a", "x"), List.of("", "x"), List.of("b", "x")));
    assertThat(OutlierStudy.of(table, question(ScoredColumns.FULL, Missing.SKIP)).rows())
        .extracting(ScoredRow::row)
        .containsExactly(2, 4);
    assertThat(OutlierStudy.of(table, question(ScoredColumns.FULL, Missing.VALUE)).rows())
        .hasSize(4);
  }

  @Test
  void trueOnlyCountsATrueValueHoweverItIsWritten() {
    CategoricalTable words =
        new CategoricalTable(
            List.of("one", "two"),
            List.of(List.of("TRUE", "no"), List.of("yes", "false"), List.of("1", "y")));
    OutlierStudy study = OutlierStudy.of(words, question(ScoredColumns.TRUE_ONLY, Missing.SKIP));
    assertThat(study.rows().get(0).outlierFactor())
        .isEqualTo(study.rows().get(1).outlierFactor())
        .isLessThan(study.rows().get(2).outlierFactor());
  }

  @Test
  void trueOnlyRefusesATableOfOtherValues() {
    CategoricalTable table = new CategoricalTable(List.of("one"), List.of(List.of("round")));
    assertThatThrownBy(
            () -> OutlierStudy.of(table, question(ScoredColumns.TRUE_ONLY, Missing.SKIP)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("row 1, column one is \"round\"");
  }

  @Test
  void classesThatNoRowHasGiveNoCurve() {
    CategoricalTable table =
        new CategoricalTable(
            List.of("one", "class"), List.of(List.of("a", "k"), List.of("b", "k")));
    Question question =
        new Question(
            OptionalInt.of(1), Set.of("absent"), 1, Missing.SKIP, ScoredColumns.FULL, RULE);
    assertThatThrownBy(() -> OutlierStudy.of(table, question))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("absent");
  }

  @Test
  void lymphographyHasTheAreaOfTheReference() {
    OutlierStudy study = study("lymph.csv", "class", 1, "normal", "fibrosis");
    assertThat(study.rows()).hasSize(148);
    assertThat(study.rocArea().orElseThrow()).isCloseTo(0.996479, within(5e-7));
  }

  @Test
  void breastCancerWithThirtyNineMalignantRowsHasTheAreaOfTheReference() {
    OutlierStudy study = study("breast-w.csv", "Class", 6, "malignant");
    assertThat(study.rows()).hasSize(483);
    assertThat(study.rocArea().orElseThrow()).isCloseTo(0.991395, within(5e-7));
  }

  private static Question question(ScoredColumns columns, Missing missing) {
    return new Question(OptionalInt.empty(), Set.of(), 1, missing, columns, RULE);
  }

  private static OutlierStudy study(String file, String column, int every, String... classes) {
    Path path = Path.of(System.getProperty("shared.dir", "absent"), "data/categorical", file);
    assumeTrue(Files.exists(path), path + " is not there");
    CategoricalTable table = CategoricalTable.read(path, Header.AUTO);
    return OutlierStudy.of(
        table,
        new Question(
            OptionalInt.of(table.indexOf(column)),
            Set.of(classes),
            every,
            Missing.SKIP,
            ScoredColumns.FULL,
            RULE));
  }
}
