package io.holoward.scoring.population;

import static io.holoward.scoring.population.Populations.DAY;
import static io.holoward.scoring.population.Populations.DOWNLOAD;
import static io.holoward.scoring.population.Populations.LATENESS;
import static io.holoward.scoring.population.Populations.MIDNIGHT;
import static io.holoward.scoring.population.Populations.SERVICE;
import static io.holoward.scoring.population.Populations.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holoward.detection.population.PopulationModel;
import io.holoward.entropy.ScoringRules;
import io.holoward.entropy.Signature;
import io.holoward.scoring.codec.PopulationMapping;
import io.holoward.scoring.codec.RecordJson;
import io.holoward.scoring.state.Seeding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PopulationOperatorTest {

  @TempDir Path directory;

  private static final class Harness
      extends KeyedOneInputStreamOperatorTestHarness<String, PopulationCount, PopulationModel> {

    Harness(OperatorSubtaskState state, String... keys) throws Exception {
      super(
          new PopulationOperator(Populations.configuration(keys)),
          PopulationCount::organisation,
          Types.STRING);
      setup();
      if (state != null) {
        initializeState(state);
      }
      open();
    }

    void send(String organisation, double windowEnd, String record, long count) throws Exception {
      send(organisation, windowEnd, 7, record, count);
    }

    void send(String organisation, double windowEnd, long process, String record, long count)
        throws Exception {
      long end = minute(windowEnd);
      processElement(new PopulationCount(organisation, end, process, record, count), end - 1);
    }

    List<PopulationModel> models() {
      return extractOutputValues();
    }
  }

  @Test
  void theModelOfEachOrganisationIsSealedWhenThePopulationIsReady() throws Exception {
    try (Harness harness = new Harness(null)) {
      harness.send("acme", 15, DOWNLOAD, 100);
      harness.send("acme", 10, SERVICE, 20);
      harness.send("acme", 5, DOWNLOAD, 2);
      harness.send("other", 5, SERVICE, 30);
      harness.processWatermark(minute(10) + LATENESS - 1);
      assertThat(harness.models()).isEmpty();
      harness.processWatermark(minute(10) + LATENESS);

      assertThat(harness.models())
          .extracting(PopulationModel::organisation, PopulationModel::records)
          .containsExactlyInAnyOrder(
              org.assertj.core.api.Assertions.tuple("acme", 22L),
              org.assertj.core.api.Assertions.tuple("other", 30L));
      assertThat(harness.models().get(0).sealedAt()).isEqualTo(minute(10));
    }
  }

  @Test
  void oneThatHasTooFewRecordsWaitsForMidnight() throws Exception {
    try (Harness harness = new Harness(null)) {
      harness.send("acme", 5, SERVICE, 10);
      harness.processWatermark(minute(20));
      harness.send("acme", 25, SERVICE, 10);
      harness.processWatermark(MIDNIGHT);
      assertThat(harness.models()).isEmpty();
      harness.processWatermark(MIDNIGHT + LATENESS);

      assertThat(harness.models()).hasSize(1);
      assertThat(harness.models().get(0).sealedAt()).isEqualTo(MIDNIGHT);
    }
  }

  @Test
  void howFarTheWatermarkJumpsDoesNotMatter() throws Exception {
    List<PopulationModel> step;
    try (Harness harness = new Harness(null)) {
      for (int i = 1; i <= 30; i++) {
        harness.send("acme", 300 * i, i % 3 == 0 ? DOWNLOAD : SERVICE, 1);
        harness.processWatermark(minute(300 * i));
      }
      harness.processWatermark(Long.MAX_VALUE);
      step = harness.models();
    }
    try (Harness harness = new Harness(null)) {
      for (int i = 30; i >= 1; i--) {
        harness.send("acme", 300 * i, i % 3 == 0 ? DOWNLOAD : SERVICE, 1);
      }
      harness.processWatermark(Long.MAX_VALUE);

      assertThat(step).hasSize(1);
      assertThat(harness.models()).usingRecursiveComparison().isEqualTo(step);
    }
  }

  @Test
  void theEndOfTheInputSealsOnlyWhereThatIsAskedFor() throws Exception {
    String never = "population.ready-at=9999-01-01T00:00:00Z";
    try (Harness harness = new Harness(null, never)) {
      harness.send("acme", 5, SERVICE, 100);
      harness.processWatermark(Long.MAX_VALUE);
      assertThat(harness.models()).isEmpty();
    }
    try (Harness harness = new Harness(null, never, "promotion.seal-at-end=true")) {
      harness.send("acme", 5, SERVICE, 100);
      harness.processWatermark(Long.MAX_VALUE);
      assertThat(harness.models()).extracting(PopulationModel::sealedAt).containsExactly(minute(5));
    }
  }

  @Test
  void whatWasLearnedSurvivesARestart() throws Exception {
    OperatorSubtaskState state;
    try (Harness harness = new Harness(null)) {
      harness.send("acme", 5, SERVICE, 15);
      state = harness.snapshot(1, 1);
    }
    try (Harness harness = new Harness(state)) {
      harness.send("acme", 10, DOWNLOAD, 5);
      harness.processWatermark(minute(10) + LATENESS);
      assertThat(harness.models()).extracting(PopulationModel::records).containsExactly(20L);
    }
  }

  /** The lateness was a minute when the tick was set. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7})
  void aTickOfASavepointComesByTheLatenessOfNow(int minutes) throws Exception {
    OperatorSubtaskState state;
    try (Harness harness = new Harness(null)) {
      harness.send("acme", 5, SERVICE, 30);
      state = harness.snapshot(1, 1);
    }
    String[] now = {
      "time.allowed-lateness=" + minutes + " min", "time.max-out-of-orderness=0 s", "front.hold=0 s"
    };
    try (Harness harness = new Harness(state, now)) {
      harness.processWatermark(minute(10 + minutes) - 1);
      assertThat(harness.models()).isEmpty();
      harness.processWatermark(minute(10 + minutes));
      assertThat(harness.models())
          .extracting(PopulationModel::sealedAt)
          .containsExactly(minute(10));
    }
  }

  @Test
  void aSecondModelSpeaksOfNoveltyOnceThatHasBeenKnownForAHorizon() throws Exception {
    try (Harness harness = new Harness(null, "novelty.ready-at=2026-01-05T08:10:00Z")) {
      harness.send("acme", 5, SERVICE, 30);
      harness.processWatermark(minute(20));
      harness.send("acme", 25, SERVICE, 30);
      harness.processWatermark(MIDNIGHT + DAY + LATENESS);

      assertThat(harness.models()).extracting(PopulationModel::version).containsExactly(1, 2);
      assertThat(harness.models().get(0).novelty()).isEmpty();
      assertThat(harness.models().get(1).novelty()).contains("newServiceOrganisation");
      assertThat(harness.models().get(1).records()).isEqualTo(30);
      assertThat(harness.numEventTimeTimers()).isZero();
    }
  }

  @Test
  void aLearningPassTellsTheProcessesThatWereUsedAtNoOtherTime() throws Exception {
    OperatorSubtaskState state;
    String[] pass = {
      "population.ready-at=9999-01-01T00:00:00Z",
      "promotion.seal-at-end=true",
      "novelty.leave-one-out=true"
    };
    try (Harness harness = new Harness(null, pass)) {
      harness.send("acme", 5, 1, SERVICE, 20);
      harness.send("acme", 300, 2, DOWNLOAD, 3);
      state = harness.snapshot(1, 1);
    }
    try (Harness harness = new Harness(state, pass)) {
      harness.send("acme", 400, 1, SERVICE, 20);
      harness.send("acme", 355, 2, DOWNLOAD, 4);
      harness.processWatermark(Long.MAX_VALUE);

      PopulationModel model = harness.models().get(0);
      assertThat(model.processes()).containsExactly(1, 2);
      assertThat(model.novelty()).contains("newProcessOrganisation");
      var states = model.states(ScoringRules.DEFAULT);
      assertThat(states.records()).isEqualTo(47);
      assertThat(states.knows(Signature.parse(DOWNLOAD + " newProcessOrganisation"))).isTrue();
      assertThat(states.knows(Signature.parse(DOWNLOAD))).isFalse();
      assertThat(states.knows(Signature.parse(SERVICE))).isTrue();
      assertThat(states.knows(Signature.of("newProcessOrganisation"))).isFalse();
    }
  }

  @Test
  void whereNoPlaceIsLeftForAnotherOrganisationNothingIsLost() throws Exception {
    try (Harness harness = new Harness(null)) {
      for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 40; i++) {
          harness.send("organisation-" + i, 5, SERVICE, 10);
        }
      }
      harness.processWatermark(minute(10) + LATENESS);

      assertThat(harness.models()).extracting(PopulationModel::records).hasSize(40);
      assertThat(harness.models()).extracting(PopulationModel::records).containsOnly(20L);
    }
  }

  @Test
  void aSeedOfAnOlderReleaseKnowsNoProcesses() throws Exception {
    String older =
        Files.readString(seed())
            .replaceAll("\"processes\":\\[[^]]*],", "")
            .replace(",\"newProcessOrganisation\"", "");
    Path file = Files.writeString(directory.resolve("older.json"), older);

    PopulationModel read = read(file).get("acme");

    assertThat(older).doesNotContain("rocess");
    assertThat(read.processes()).isEmpty();
    assertThat(read.novelty()).containsExactly("newServiceOrganisation");
  }

  @Test
  void anOrganisationThatNeverSufficedIsForgotten() throws Exception {
    try (Harness harness = new Harness(null, "states.expiry=3 d")) {
      harness.send("acme", 5, SERVICE, 1);
      harness.processWatermark(MIDNIGHT + 5 * DAY);

      assertThat(harness.numKeyedStateEntries()).isZero();
      assertThat(harness.numEventTimeTimers()).isZero();
    }
  }

  @Test
  void anOrganisationWithASeedKeepsIt() throws Exception {
    Path seed = seed();
    try (Harness harness = new Harness(null, "population.seed=" + seed)) {
      harness.send("acme", 5, SERVICE, 100);
      harness.send("other", 5, SERVICE, 100);
      harness.processWatermark(minute(20));

      assertThat(harness.models())
          .extracting(PopulationModel::organisation)
          .containsExactly("other");
    }
  }

  @Test
  void anOrganisationWithASeedKeepsItThoughTheFileIsGone() throws Exception {
    OperatorSubtaskState stored;
    try (Harness harness =
        new Harness(null, "population.seed=" + seed(), "states.seed-at-start=true")) {
      stored = harness.snapshot(1, 1);
    }
    try (Harness harness = new Harness(stored)) {
      harness.send("acme", 5, SERVICE, 100);
      harness.send("other", 5, SERVICE, 100);
      harness.processWatermark(minute(20));

      assertThat(harness.models())
          .extracting(PopulationModel::organisation)
          .containsExactly("other");
    }
  }

  private static Map<String, PopulationModel> read(Path file) throws IOException {
    return PopulationSeed.read(
        Populations.configuration("population.seed=" + file), Seeding.WHEN_MET);
  }

  @Test
  void aSeedThatIsNoneIsRefused() throws Exception {
    Path file = Files.writeString(directory.resolve("wrong.json"), "{}");

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("holds no population models");
  }

  @Test
  void aModelComesBackFromItsSeed() throws Exception {
    PopulationModel model = Populations.model(1, minute(5), true, 3);

    PopulationModel read = read(seed()).get("acme");

    assertThat(read).usingRecursiveComparison().isEqualTo(model.forAllTimes());
  }

  private Path seed() throws IOException {
    PopulationModel model = Populations.model(1, minute(5), true, 3);
    return Files.writeString(
        directory.resolve("populations.json"),
        "[" + RecordJson.write(PopulationMapping.toRecord(model, ScoringRules.DEFAULT)) + "]");
  }
}
