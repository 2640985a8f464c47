package io.holoward.detection.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.entropy.FeatureContribution;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReasonsTest {

  private static final String TLS = "outgoingWellKnownTCPPort_443";
  private static final String PUBLIC = "outgoingIPv4HasPublic";
  private static final String NEW = "newServiceOrganisation";

  private static FeatureContribution column(String name, double contribution, long with) {
    return new FeatureContribution(name, true, contribution, 0, 0, with, 400);
  }

  private static List<String> told(FeatureContribution... contributions) {
    return Reasons.of(List.of(contributions)).columns();
  }

  @Test
  void theWeightiestAreTold() {
    assertThat(told(column("a", 6, 0), column("b", 5, 1), column("c", 4, 2)))
        .containsExactly("a", "b");
    assertThat(told(column("a", 6, 0), column("b", 2.9, 20))).containsExactly("a");
    assertThat(told()).isEmpty();
  }

  @Test
  void aFactIsToldFirstWhateverItWeighs() {
    assertThat(told(column("a", 6, 0), column("b", 5, 1), column(NEW, 2, 40)))
        .containsExactly(NEW, "a");
  }

  @Test
  void ofSeveralFactsTheStrongestIsTold() {
    assertThat(
            told(
                column("newServiceProcess", 6, 2),
                column(NEW, 6, 2),
                column("newNetworkOrganisation", 6, 2)))
        .containsExactly("newNetworkOrganisation");
  }

  @Test
  void whatIsSoOfMostRecordsIsNoNews() {
    assertThat(told(column("a", 6, 0), column(NEW, 0.5, 300))).containsExactly("a");
    assertThat(Reasons.of(List.of(column(NEW, 0.5, 300))).fact()).isNull();
    assertThat(told(column(NEW, 0.5, 300))).containsExactly(NEW);
  }

  @Test
  void newServicesThatAreMissingAreAReasonLikeAnyOther() {
    FeatureContribution missing = new FeatureContribution(NEW, false, 6, 0, 0, 390, 400);
    assertThat(Reasons.of(List.of(missing)).fact()).isNull();
    assertThat(told(missing)).containsExactly(NEW);
  }

  @Test
  void aPairIsToldWhereNeitherOfItsTwoSaysAsMuch() {
    assertThat(told(column(PUBLIC + "∧" + TLS, 6, 0), column(PUBLIC, 2, 50), column(TLS, 2, 60)))
        .containsExactly(PUBLIC + "∧" + TLS);
    assertThat(told(column(PUBLIC + "∧" + TLS, 6, 0), column(TLS, 6, 0), column(PUBLIC, 4, 50)))
        .containsExactly(TLS, PUBLIC);
  }

  @Test
  void aPairOfAFactWithSomethingElseIsAReason() {
    assertThat(told(column(NEW + "∧" + TLS, 6, 3), column(NEW, 4, 30), column(TLS, 1, 200)))
        .containsExactly(NEW, NEW + "∧" + TLS);
  }

  @Test
  void aPairOfFactsIsNoReasonBesideThem() {
    assertThat(
            told(
                column(NEW + "∧newServiceProcess", 6, 3),
                column(NEW, 5, 10),
                column("newServiceProcess", 4, 20)))
        .containsExactly(NEW);
  }
}
