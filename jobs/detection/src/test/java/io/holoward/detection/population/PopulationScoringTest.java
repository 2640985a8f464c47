package io.holoward.detection.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.holoward.detection.finding.AssessedConnection;
import io.holoward.detection.finding.Finding;
import io.holoward.detection.finding.Severity;
import io.holoward.detection.finding.SeverityThresholds;
import io.holoward.detection.finding.Verdict;
import io.holoward.entropy.Pairs;
import io.holoward.entropy.RecordCounts;
import io.holoward.entropy.ScoreRange;
import io.holoward.entropy.ScoringRules;
import io.holoward.entropy.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PopulationScoringTest {

  private static final SeverityThresholds SEVERITIES = new SeverityThresholds(0.5, 0.8);
  private static final String SERVICE = "acme|\\windows\\system32\\new.exe|";
  private static final RecordCounts ORGANISATION =
      Populations.records(
          Populations.SERVICE, 700, Populations.PERSON, 295, Populations.NEW_PERSON, 5);

  private static PopulationScoring scoring(RecordCounts counts) {
    return scoring(counts, ProcessHash.of(Populations.MALWARE), ProcessHash.of(SERVICE));
  }

  private static PopulationScoring scoring(RecordCounts counts, long... processes) {
    Arrays.sort(processes);
    return new PopulationScoring(
        Populations.model(counts, processes), ScoringRules.DEFAULT, SEVERITIES);
  }

  private static Finding completed(String... features) {
    return scoring(ORGANISATION)
        .complete(
            Populations.finding(Verdict.UNMODELLED, Populations.MALWARE, "CORP\\ada", features));
  }

  @Test
  void whatNobodyElseDoesStandsOut() {
    Finding plain =
        scoring(ORGANISATION)
            .complete(
                Populations.finding(
                    Verdict.UNMODELLED, SERVICE, "SYSTEM", "outgoingWellKnownTCPPort_443"));
    Finding download = completed("outgoingWellKnownTCPPort_443");
    Finding reachesOut = completed("newServiceOrganisation", "outgoingWellKnownTCPPort_443");

    assertThat(plain.populationScore()).isLessThan(50);
    assertThat(plain.severity()).isEqualTo(Severity.LOW);
    assertThat(download.populationScore()).isGreaterThan(50);
    assertThat(reachesOut.populationScore()).isGreaterThanOrEqualTo(download.populationScore());
    assertThat(reachesOut.severity()).isIn(Severity.MEDIUM, Severity.HIGH);
  }

  @Test
  void verdictAndUidStayAndTheScoreOfAProcessIsLeftAlone() {
    Finding finding = completed("newServiceOrganisation");

    assertThat(finding.verdict()).isEqualTo(Verdict.UNMODELLED);
    assertThat(finding.uid()).isEqualTo("0123456789abcdef0123456789abcdef");
    assertThat(finding.score()).isNull();
  }

  @Test
  void nothingUnmodelledIsEverCritical() {
    ScoreRange range = ScoreRange.DEFAULT;
    assertThat(SEVERITIES.unmodelled(false, 49, range)).isEqualTo(Severity.LOW);
    assertThat(SEVERITIES.unmodelled(true, 74, range)).isEqualTo(Severity.MEDIUM);
    assertThat(SEVERITIES.unmodelled(true, 75, range)).isEqualTo(Severity.HIGH);
    assertThat(SEVERITIES.unmodelled(true, 100, range)).isEqualTo(Severity.HIGH);
  }

  @Test
  void onlyWhatHasNoIntendedStateAndShowsSomethingIsCompared() {
    assertThat(
            PopulationScoring.concerns(
                Populations.finding(Verdict.UNMODELLED, Populations.MALWARE, null, "a")))
        .isTrue();
    assertThat(
            PopulationScoring.concerns(
                Populations.finding(Verdict.UNMODELLED, Populations.MALWARE, null)))
        .isFalse();
    assertThat(
            PopulationScoring.concerns(
                Populations.finding(Verdict.ABNORMAL, Populations.MALWARE, null, "a")))
        .isFalse();
    assertThat(
            PopulationScoring.concerns(
                Populations.connection(Verdict.NORMAL, Populations.MALWARE, "a")))
        .isFalse();
  }

  @Test
  void anAssessedConnectionGetsTheScoreOfItsFinding() {
    AssessedConnection assessed =
        Populations.connection(Verdict.UNMODELLED, Populations.MALWARE, "newServiceOrganisation");

    assertThat(PopulationScoring.concerns(assessed)).isTrue();
    assertThat(scoring(ORGANISATION).complete(assessed).populationScore())
        .isEqualTo(completed("newServiceOrganisation").populationScore());
  }

  @Test
  void aRecordIsScoredAsTheDefinitionSays() {
    List<Signature> kinds =
        List.of(
            Populations.SERVICE,
            Populations.PERSON,
            Populations.NEW_PERSON,
            Populations.DOWNLOAD,
            Signature.of("imagePath_temporary", "newNetworkOrganisation"));
    Random random = new Random(20_261_122);
    for (int round = 0; round < 20; round++) {
      List<Signature> records = new ArrayList<>();
      RecordCounts counts = new RecordCounts(64);
      for (int i = 0; i < 150; i++) {
        Signature record = kinds.get((int) (kinds.size() * Math.pow(random.nextDouble(), 3)));
        records.add(record);
        counts.add(record, 1);
      }
      for (Signature alarm : kinds) {
        List<Signature> withAlarm = new ArrayList<>(records);
        withAlarm.add(alarm);
        double[] factors = factors(withAlarm);
        double mean = Arrays.stream(factors).average().orElseThrow();
        double squares = Arrays.stream(factors).map(f -> (f - mean) * (f - mean)).sum();
        double threshold = mean + 3 * Math.sqrt(squares / factors.length);
        PopulationScore score = scoring(counts).score(alarm);
        assertThat(score.outlier()).isEqualTo(factors[150] > threshold + 1e-9);
        assertThat(score.contributions().stream().mapToDouble(c -> c.contribution()).sum())
            .isCloseTo(factors[150], within(1e-9));
        assertThat(score.records()).isEqualTo(150);
      }
    }
  }

  /** The outlier factor of each record among all, by TRUE columns and their pairs. */
  private static double[] factors(List<Signature> records) {
    List<Set<String>> extended = records.stream().map(PopulationScoringTest::withPairs).toList();
    Set<String> columns = new TreeSet<>();
    extended.forEach(columns::addAll);
    double n = records.size();
    double[] factors = new double[records.size()];
    for (String column : columns) {
      double t = extended.stream().filter(record -> record.contains(column)).count();
      double entropy = plogp(t / n) + plogp((n - t) / n);
      double weight = 2 * (1 - 1 / (1 + Math.exp(-entropy)));
      for (int i = 0; i < factors.length; i++) {
        if (extended.get(i).contains(column)) {
          factors[i] += weight * (delta(t) - delta(n));
        }
      }
    }
    return factors;
  }

  private static Set<String> withPairs(Signature record) {
    Set<String> columns = new TreeSet<>(record.features());
    for (String first : record.features()) {
      for (String second : record.features()) {
        if (first.compareTo(second) < 0) {
          columns.add(Pairs.name(first, second));
        }
      }
    }
    return columns;
  }

  private static double plogp(double share) {
    return share == 0 ? 0 : -share * Math.log(share);
  }

  private static double delta(double count) {
    return count < 2 ? 0 : (count - 1) * Math.log(count - 1) - count * Math.log(count);
  }

  @Test
  void theExplanationTellsHowRareItIs() {
    assertThat(completed("newServiceOrganisation").explanation())
        .isEqualTo(
            "invoice.exe on ws-1 made a connection: this process has no intended state yet; none of"
                + " 1,000 records of the organisation run from a user-writable folder, 0.5 % use a"
                + " service that nobody in the organisation used before.");
  }

  @Test
  void aProcessThatNobodyRanIsNewWhateverElseItShows() {
    Finding finding = Populations.finding(Verdict.UNMODELLED, SERVICE, "SYSTEM", "a");
    Finding seen = scoring(ORGANISATION).complete(finding);
    Finding unseen = scoring(ORGANISATION, 1, 2).complete(finding);

    assertThat(seen.populationScore()).isLessThan(50);
    assertThat(unseen.populationScore()).isGreaterThan(50);
    assertThat(unseen.uid()).isEqualTo(seen.uid());
    assertThat(unseen.explanation())
        .isEqualTo(
            "invoice.exe on ws-1 made a connection: this process has no intended state yet; nobody"
                + " in the organisation ran this program on the network before.");
    assertThat(seen.explanation()).doesNotContain("ran this program");
  }

  @Test
  void thatAProcessIsNewComesBeforeWhatElseIsRare() {
    Finding finding =
        Populations.finding(Verdict.UNMODELLED, Populations.MALWARE, "CORP\\ada", "a");

    assertThat(scoring(ORGANISATION, 1, 2).complete(finding).explanation())
        .endsWith(
            "ran this program on the network before; none of 1,000 records of the organisation run"
                + " from a user-writable folder, 30.0 % run under a person's account.");
  }

  @Test
  void aProgramThatIsNotToldIsNeverNew() {
    PopulationModel model = Populations.model(ORGANISATION, 1, 2);

    assertThat(model.reduce(Populations.PERSON, "acme|unknown|")).isEqualTo(Populations.PERSON);
  }

  @Test
  void anOlderModelSaysNothingOfNewProcesses() {
    PopulationModel older =
        PopulationModel.seal(
            "acme",
            1,
            0,
            true,
            List.of("newServiceOrganisation", "newNetworkOrganisation"),
            new long[0],
            ORGANISATION);

    assertThat(older.reduce(Populations.NEW_PERSON, Populations.MALWARE))
        .isEqualTo(Populations.NEW_PERSON);
  }

  @Test
  void whereThereWasNoPlaceNothingIsToldOfTheProcessesBehindTheLast() {
    int most = ProcessRecords.MAX_PROCESSES;
    long malware = ProcessHash.of(Populations.MALWARE);
    PopulationModel behind =
        Populations.model(ORGANISATION, LongStream.range(malware - most, malware).toArray());
    PopulationModel before =
        Populations.model(
            ORGANISATION, LongStream.range(malware + 1, malware + 1 + most).toArray());

    assertThat(behind.isFull()).isTrue();
    assertThat(behind.reduce(Populations.PERSON, Populations.MALWARE))
        .isEqualTo(Populations.PERSON);
    assertThat(before.reduce(Populations.PERSON, Populations.MALWARE))
        .isEqualTo(PopulationColumns.ofNewProcess(Populations.PERSON));
  }

  @Test
  void theExplanationOfWhatEverybodyDoesSaysSo() {
    PopulationScoring alike = scoring(Populations.records(Populations.DOWNLOAD, 300));
    Finding finding =
        alike.complete(
            Populations.finding(Verdict.UNMODELLED, Populations.MALWARE, "CORP\\ada", "a"));

    assertThat(finding.explanation())
        .endsWith(
            "no intended state yet; neither its program nor its account nor where it connects to"
                + " stands out among 300 records of the organisation.");
  }
}
