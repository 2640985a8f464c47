package io.holoward.detection.finding;

import static io.holoward.detection.finding.Sightings.DNS;
import static io.holoward.detection.finding.Sightings.SMB;
import static io.holoward.detection.finding.Sightings.TO_SMB;
import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.features.FeatureSet;
import io.holoward.detection.flow.FlowAnomaly;
import io.holoward.detection.lifecycle.Profiles;
import io.holoward.detection.lifecycle.SealedModel;
import io.holoward.detection.lifecycle.SpokenFeatures;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.sighting.Sighting;
import io.holoward.detection.sighting.Sighting.Kind;
import io.holoward.entropy.IntendedStates;
import io.holoward.entropy.RecordCounts;
import io.holoward.entropy.ScoringRules;
import io.holoward.entropy.SealingRules;
import io.holoward.entropy.Signature;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AssessmentTest {

  private static final String HTTPS = "outgoingIPv4HasPublic outgoingWellKnownTCPPort_443";
  private static final String DNS_OR_HTTPS = "outgoingIPv4HasPublic outgoingWellKnownUDPPort_53";

  private static final String FAMILIAR = " familiarService";
  private static final String NEW = " newServiceOrganisation";

  private final Assessment assessment = assessment(Raise.DEVIATION);

  private static Assessment assessment(Raise raise) {
    return new Assessment(
        ScoringRules.DEFAULT, new SeverityThresholds(0.5, 0.8), raise, Duration.ofHours(1));
  }

  private static SpokenFeatures speaking(Double noveltyShare, boolean roaming, String... names) {
    return new SpokenFeatures(FeatureSet.of(List.of(names)), noveltyShare, roaming);
  }

  private static SealedModel model() {
    return model(SpokenFeatures.TABLE_2);
  }

  private static SealedModel model(SpokenFeatures features) {
    RecordCounts counts = new RecordCounts(4096);
    counts.add(Signature.parse(DNS), 212);
    counts.add(Signature.parse(HTTPS), 200);
    IntendedStates states = IntendedStates.seal(counts, SealingRules.DEFAULT, ScoringRules.DEFAULT);
    return SealedModel.of(states, features, 3, 100_000);
  }

  private Finding judged(Sighting sighting) {
    return assessment.modelled(sighting, model(), 1_000_000).orElseThrow();
  }

  @Test
  void whatNoRecordShowsIsAbnormalAndSaysWhy() {
    Finding finding = judged(Sightings.of(Kind.FIRST, SMB, TO_SMB));
    assertThat(finding.verdict()).isEqualTo(Verdict.ABNORMAL);
    assertThat(finding.severity()).isGreaterThanOrEqualTo(Severity.MEDIUM);
    assertThat(finding.score()).isBetween(50.0, 100.0);
    assertThat(finding.deviation().contributions().get(0).feature())
        .isEqualTo("outgoingWellKnownTCPPort_445");
    assertThat(finding.deviation().outlierFactor()).isGreaterThan(finding.deviation().threshold());
    assertThat(finding.deviation().rank())
        .isEqualTo(finding.deviation().outlierFactor() / Math.log(413));
    assertThat(finding.recommendation().action()).isEqualTo(Recommendation.Action.INVESTIGATE);
    assertThat(finding.explanation())
        .startsWith(
            "svchost.exe -k netsvcs on ws1 made an outbound TCP connection to 10.1.2.3:445: none"
                + " of 412 records of this process shows outbound TCP to port 445 (microsoft-ds)");
  }

  @Test
  void aFindingCarriesWhoWhatWhenAndWhereFrom() {
    Sighting sighting = Sightings.of(Kind.FIRST, SMB, TO_SMB);
    Finding finding = judged(sighting);
    assertThat(finding.actor())
        .isEqualTo(
            new Actor(
                "default",
                "ws1",
                Profiles.PROCESS,
                "svchost.exe -k netsvcs",
                sighting.instanceKey(),
                812L,
                "{guid}",
                "C:\\Windows\\System32\\svchost.exe",
                "SYSTEM",
                null,
                null));
    assertThat(finding.activity().features())
        .containsExactly("outgoingIPv4hasPrivate", "outgoingWellKnownTCPPort_445");
    assertThat(finding.activity().connections()).containsExactly(TO_SMB);
    assertThat(finding.activity().connectionCount()).isEqualTo(3);
    assertThat(finding.activity().windowCount()).isEqualTo(1);
    assertThat(finding.activity().firstSeen()).isEqualTo(400_000);
    assertThat(finding.baseline()).isEqualTo(new Baseline(3, 412, 400_000, 0, 1));
    assertThat(finding.eventTime()).isEqualTo(500_000);
    assertThat(finding.detectionTime()).isEqualTo(1_000_000);
    assertThat(finding.source()).isEqualTo(sighting.source());
    assertThat(finding.detector()).isEqualTo(Finding.CONNECTION);
    assertThat(finding.update()).isFalse();
    assertThat(finding.late()).isFalse();
    assertThat(finding.techniques()).isEmpty();
    assertThat(finding.externalAlarm()).isNull();
  }

  @Test
  void aNewMixtureOfCommonThingsIsAbnormalByItsPair() {
    Finding finding = judged(Sightings.of(Kind.FIRST, DNS_OR_HTTPS, TO_SMB));
    assertThat(finding.verdict()).isEqualTo(Verdict.ABNORMAL);
    assertThat(finding.deviation().contributions().get(0).feature())
        .isEqualTo("outgoingIPv4HasPublic∧outgoingWellKnownUDPPort_53");
  }

  @Test
  void withoutPairsANewMixtureOfCommonThingsIsNormalAndSaysWhy() {
    ScoringRules rules = Configuration.of("score.pairs=false").scoringRules();
    Finding finding =
        new Assessment(
                rules, new SeverityThresholds(0.5, 0.8), Raise.DEVIATION, Duration.ofHours(1))
            .modelled(Sightings.of(Kind.FIRST, DNS_OR_HTTPS, TO_SMB), model(), 1_000_000)
            .orElseThrow();
    assertThat(finding.verdict()).isEqualTo(Verdict.NORMAL);
    assertThat(finding.severity()).isEqualTo(Severity.INFORMATIONAL);
    assertThat(finding.score()).isBetween(0.0, 50.0);
    assertThat(finding.explanation())
        .contains("new to this process, yet not unusual enough to stand out")
        .contains("of 412 records of this process show ")
        .contains("within the threshold of");
    assertThat(finding.recommendation().action()).isEqualTo(Recommendation.Action.ALLOW_LIST);
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"FIRST", "BLOCKED", "LATE"})
  void whatTheProcessIsKnownToDoRaisesNoAlarmUnlessEverySightingDoes(Kind kind) {
    Sighting known = Sightings.of(kind, DNS, TO_SMB);
    assertThat(assessment.modelled(known, model(), 0)).isEmpty();
    assertThat(assessment(Raise.EVERY).modelled(known, model(), 0))
        .hasValueSatisfying(
            finding -> {
              assertThat(finding.verdict()).isEqualTo(Verdict.NORMAL);
              assertThat(finding.explanation()).contains("this process is known to do so");
            });
  }

  @Test
  void anExternalAlarmIsAlwaysScored() {
    Finding finding = judged(Sightings.of(Kind.EXTERNAL_ALARM, DNS, TO_SMB));
    assertThat(finding.detector()).isEqualTo(Finding.EXTERNAL_ALARM);
    assertThat(finding.externalAlarm()).isEqualTo(new ExternalAlarm("a-17", "C2 suspected"));
    assertThat(finding.verdict()).isEqualTo(Verdict.NORMAL);
    assertThat(finding.explanation())
        .startsWith(
            "Alarm a-17 (C2 suspected) is about svchost.exe -k netsvcs on ws1, an outbound TCP"
                + " connection to 10.1.2.3:445: ");
  }

  @Test
  void anAlarmWithoutFeaturesCannotBeCompared() {
    Finding alarm = judged(Sightings.of(Kind.EXTERNAL_ALARM, ""));
    assertThat(alarm.verdict()).isEqualTo(Verdict.UNMODELLED);
    assertThat(alarm.explanation()).endsWith("it names no address or port that could be compared.");
    assertThat(assessment(Raise.EVERY).modelled(Sightings.of(Kind.FIRST, ""), model(), 0))
        .isEmpty();
  }

  @Test
  void aProcessWithoutModelIsUnmodelled() {
    Finding finding = assessment.unmodelled(Sightings.of(Kind.FIRST, SMB, TO_SMB), 1_000_000);
    assertThat(finding.verdict()).isEqualTo(Verdict.UNMODELLED);
    assertThat(finding.severity()).isEqualTo(Severity.LOW);
    assertThat(finding.score()).isNull();
    assertThat(finding.deviation()).isNull();
    assertThat(finding.baseline()).isNull();
    assertThat(finding.recommendation().action()).isEqualTo(Recommendation.Action.COLLECT);
    assertThat(finding.explanation()).endsWith(": this process has no intended state yet.");
  }

  @Test
  void judgingChangesNothing() {
    SealedModel model = model();
    String before = model.states(ScoringRules.DEFAULT).contentHash();
    Sighting sighting = Sightings.of(Kind.FIRST, SMB, TO_SMB);
    Finding first = assessment.modelled(sighting, model, 0).orElseThrow();
    for (int i = 0; i < 100; i++) {
      assertThat(assessment.modelled(sighting, model, 0)).contains(first);
    }
    assertThat(model.states(ScoringRules.DEFAULT).contentHash()).isEqualTo(before);
  }

  @Test
  void aRefusedAttemptDoesNotStandForTheConnectionThatSucceeds() {
    Finding refused = judged(Sightings.of(Kind.BLOCKED, SMB, TO_SMB));
    Finding made = judged(Sightings.of(Kind.FIRST, SMB, TO_SMB));
    assertThat(refused.activity().blocked()).isTrue();
    assertThat(refused.uid()).isNotEqualTo(made.uid());
    assertThat(refused.explanation()).contains("tried an").contains("firewall refused");
  }

  @Test
  void aLateSightingIsTheSameFindingAndMarkedLate() {
    Finding late = judged(Sightings.of(Kind.LATE, SMB, TO_SMB));
    assertThat(late.late()).isTrue();
    assertThat(late.uid()).isEqualTo(judged(Sightings.of(Kind.FIRST, SMB, TO_SMB)).uid());
  }

  @Test
  void theClosingUpdateKeepsTheUidAndTellsTheFinalCounts() {
    Finding first = judged(Sightings.of(Kind.FIRST, SMB, TO_SMB));
    Activity whole =
        new Activity(
            first.activity().features(), first.activity().connections(), 90, 12, false, 1, 2);
    Finding update = first.updatedWith(whole);
    assertThat(update.update()).isTrue();
    assertThat(update.activity()).isEqualTo(whole);
    assertThat(update)
        .usingRecursiveComparison()
        .ignoringFields("update", "activity")
        .isEqualTo(first);
  }

  @Test
  void whatTheModelDoesNotSpeakOfIsNotCompared() {
    Sighting knownButNew = Sightings.of(Kind.FIRST, DNS + NEW, TO_SMB);
    assertThat(assessment.modelled(knownButNew, model(), 0)).isEmpty();
    assertThat(assessment.uid(knownButNew, model())).isEmpty();
    assertThat(assessment.connection(knownButNew, model(), true).known()).isTrue();

    Finding unknownAndNew = judged(Sightings.of(Kind.FIRST, SMB + NEW, TO_SMB));
    assertThat(unknownAndNew.uid()).isEqualTo(judged(Sightings.of(Kind.FIRST, SMB, TO_SMB)).uid());
    assertThat(unknownAndNew.activity().features())
        .containsExactlyElementsOf(Signature.parse(SMB).features());
    assertThat(assessment.unmodelled(knownButNew, 0).activity().features())
        .as("without a model nothing is left out")
        .contains("newServiceOrganisation");
  }

  @Test
  void aNewServiceIsADeviationOfAModelThatSpeaksOfNovelty() {
    SealedModel model = model(speaking(0.05, false, "newServiceOrganisation"));
    Finding finding =
        assessment.modelled(Sightings.of(Kind.FIRST, DNS + NEW, TO_SMB), model, 0).orElseThrow();
    assertThat(finding.deviation().contributions().get(0).feature())
        .isEqualTo("newServiceOrganisation");
    assertThat(finding.explanation()).doesNotContain("novelty does not count");
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"FIRST", "BLOCKED", "LATE"})
  void anUnusualConnectionToAServiceTheProcessIsKnownToUseIsNormal(Kind kind) {
    Sighting familiar = Sightings.of(kind, SMB + FAMILIAR, TO_SMB);
    Finding finding = judged(familiar);
    assertThat(finding.verdict()).isEqualTo(Verdict.NORMAL);
    assertThat(finding.severity()).isEqualTo(Severity.INFORMATIONAL);
    assertThat(finding.score()).isEqualTo(50);
    assertThat(finding.deviation().outlierFactor()).isGreaterThan(finding.deviation().threshold());
    assertThat(finding.explanation())
        .containsPattern(
            "unusual for this process by its features \\(outlier factor [0-9.]+ against [0-9.]+\\),"
                + " but it has used this service before\\.$");
    AssessedConnection assessed = assessment.connection(familiar, model(), true);
    assertThat(assessed.verdict()).isEqualTo(Verdict.NORMAL);
    assertThat(assessed.deviation()).isEqualTo(finding.deviation());
    assertThat(assessed.features()).isEqualTo(finding.activity().features());
  }

  @Test
  void aFamiliarServiceAndAnUnfamiliarOneAreTwoFindings() {
    Finding familiar = judged(Sightings.of(Kind.FIRST, SMB + FAMILIAR, TO_SMB));
    Finding unfamiliar = judged(Sightings.of(Kind.FIRST, SMB, TO_SMB));
    assertThat(familiar.uid()).isNotEqualTo(unfamiliar.uid());
    assertThat(familiar.activity().features()).contains("familiarService");
    assertThat(assessment.uid(Sightings.of(Kind.REPETITION, SMB + FAMILIAR, TO_SMB), model()))
        .as("a repetition counts for its own")
        .contains(familiar.uid());
    assertThat(assessment.modelled(Sightings.of(Kind.FIRST, DNS + FAMILIAR, TO_SMB), model(), 0))
        .as("known is known")
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"EXTERNAL_ALARM", "FLOW"})
  void whatSomethingElseFoundSuspiciousIsNotExcused(Kind kind) {
    assertThat(judged(Sightings.of(kind, SMB + FAMILIAR, TO_SMB)).verdict())
        .isEqualTo(Verdict.ABNORMAL);
  }

  @Test
  void thatAServiceIsFamiliarDoesNotExcuseABeaconToIt() {
    SealedModel model = model(speaking(null, false, "beacon"));
    Sighting beacon = Sightings.of(Kind.BEACON, SMB + " beacon" + FAMILIAR, TO_SMB);
    assertThat(assessment.modelled(beacon, model, 0).orElseThrow().verdict())
        .isEqualTo(Verdict.ABNORMAL);
  }

  @Test
  void theExplanationSaysWhereNoveltyDoesNotCount() {
    SealedModel roamer = model(speaking(0.41, true));
    assertThat(
            assessment
                .modelled(Sightings.of(Kind.FIRST, SMB + NEW, TO_SMB), roamer, 0)
                .orElseThrow()
                .explanation())
        .contains("novelty does not count: 41 % of what this process does is new");
  }

  @Test
  void aBeaconIsAFindingOfItsOwnForAModelThatSpeaksOfBeacons() {
    SealedModel model = model(speaking(null, false, "beacon"));
    Sighting beacon = Sightings.of(Kind.BEACON, DNS + " beacon", TO_SMB);

    Finding finding = assessment.modelled(beacon, model, 0).orElseThrow();

    assertThat(finding.detector()).isEqualTo(Finding.CONNECTION);
    assertThat(finding.activity().features()).contains("beacon");
    assertThat(finding.uid())
        .isNotEqualTo(
            assessment(Raise.EVERY)
                .modelled(Sightings.of(Kind.FIRST, DNS + " beacon", TO_SMB), model, 0)
                .orElseThrow()
                .uid());
  }

  @Test
  void aBeaconIsNoAlarmOfAModelThatKnowsNone() {
    Sighting beacon = Sightings.of(Kind.BEACON, SMB, TO_SMB);
    assertThat(assessment(Raise.EVERY).modelled(beacon, model(), 0)).isEmpty();
  }

  @Test
  void anAnomalousFlowIsScoredWithItsConnectionAndSaysBoth() {
    Finding finding = judged(Sightings.of(Kind.FLOW, "flowPortApplicationMismatch " + SMB, TO_SMB));

    assertThat(finding.detector()).isEqualTo(Finding.FLOW);
    assertThat(finding.verdict()).isEqualTo(Verdict.ABNORMAL);
    assertThat(finding.techniques()).containsExactly("T1571");
    assertThat(finding.flow().anomalies()).containsExactly(FlowAnomaly.PORT_FOREIGN_PROTOCOL);
    assertThat(finding.explanation())
        .contains(
            " on ws1, TCP flow to 10.1.2.3:445: " + Sightings.SSH_ON_SMB + "; none of 412 records")
        .contains("an application on a port that is not its own");
  }

  @Test
  void anAnomalousFlowIsAlwaysScoredEvenWhereTheProcessIsKnownToShowIt() {
    assertThat(judged(Sightings.of(Kind.FLOW, DNS, TO_SMB)).verdict()).isEqualTo(Verdict.NORMAL);
  }

  @Test
  void flowsOfTwoServicesAreTwoFindingsAndARepetitionCountsForItsOwn() {
    OrientedConnection elsewhere =
        new OrientedConnection(
            Direction.OUT,
            Protocol.TCP,
            new Endpoint("10.0.0.5", 50_124),
            new Endpoint("10.9.9.9", 445));
    String here = judged(Sightings.of(Kind.FLOW, SMB, TO_SMB)).uid();

    assertThat(judged(Sightings.of(Kind.FLOW, SMB, elsewhere)).uid()).isNotEqualTo(here);
    assertThat(assessment.uid(Sightings.of(Kind.FLOW_REPETITION, SMB, TO_SMB), model()))
        .contains(here);
    assertThat(judged(Sightings.of(Kind.FIRST, SMB, TO_SMB)).uid()).isNotEqualTo(here);
  }
}
