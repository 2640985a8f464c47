package io.holoward.detection.lifecycle;

import static io.holoward.detection.lifecycle.Profiles.HOUR;
import static io.holoward.detection.lifecycle.Profiles.NEW_SERVICE;
import static io.holoward.detection.lifecycle.Profiles.NOVELTY;
import static io.holoward.detection.lifecycle.Profiles.RULES;
import static io.holoward.detection.lifecycle.Profiles.USUAL;
import static io.holoward.detection.lifecycle.Profiles.command;
import static io.holoward.detection.lifecycle.Profiles.lifecycle;
import static org.assertj.core.api.Assertions.assertThat;

import io.holoward.detection.features.FeatureSet;
import io.holoward.detection.features.Novelty;
import io.holoward.detection.lifecycle.ControlCommand.Action;
import io.holoward.entropy.IntendedStates;
import io.holoward.entropy.ScoringRules;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a model speaks of, decided when it is sealed. */
class NoveltyLearningTest {

  private static final int READY = 10;

  private static NoveltyLearning learning(boolean leaveOneOut, boolean awaited) {
    return new NoveltyLearning(
        new NoveltyRules(Duration.ofHours(24), 20, 0.3, leaveOneOut, awaited), READY * HOUR);
  }

  /** So many records from an hour on, of which so many went to a new service. */
  private static ProcessProfile profile(int records, int toNewServices, long fromHour) {
    ProcessProfile profile = new ProcessProfile(Profiles.PROCESS, 4096, NOVELTY);
    for (int i = 0; i < records; i++) {
      learn(profile, i < toNewServices, fromHour * HOUR);
    }
    return profile;
  }

  private static void learn(ProcessProfile profile, boolean isNew, long time) {
    profile.learn(isNew ? NEW_SERVICE : USUAL, "host" + profile.records() % 2, time);
    profile.tally = profile.tally.and(isNew);
  }

  private static SealedModel sealed(ProcessProfile profile, NoveltyLearning learning, long hour) {
    lifecycle(RULES, learning).apply(profile, command(Action.PROMOTE), hour * HOUR);
    return profile.model().orElseThrow();
  }

  private static IntendedStates states(SealedModel model) {
    return model.states(ScoringRules.DEFAULT);
  }

  @ParameterizedTest(name = "first seen at {0} h, sealed at {1} h, leave one out {2}: spoken {3}")
  @CsvSource({
    "0,  33, false, false",
    "0,  34, false, true",
    "20, 43, false, false",
    "20, 44, false, true",
    "20, 21, true,  true",
    "0,   5, false, false",
  })
  void aModelSpeaksOfNoveltyOnceThatWasObservedForTheHorizon(
      long firstSeen, long sealedAt, boolean leaveOneOut, boolean spoken) {
    SealedModel model = sealed(profile(100, 5, firstSeen), learning(leaveOneOut, false), sealedAt);

    assertThat(model.features().set()).isEqualTo(spoken ? NOVELTY : FeatureSet.TABLE_2);
    assertThat(model.features().noveltyShare()).isEqualTo(spoken ? 0.05 : null);
    assertThat(model.features().roaming()).isFalse();
    assertThat(states(model).knows(NEW_SERVICE)).isEqualTo(spoken);
    assertThat(model.signature(NEW_SERVICE.text())).isEqualTo(spoken ? NEW_SERVICE : USUAL);
    assertThat(model.records()).isEqualTo(100);
    assertThat(model.distinct()).isEqualTo(spoken ? 2 : 1);
  }

  @Test
  void aHistoryThatWasCompleteFromTheBeginningIsObservedFromTheFirstRecordOn() {
    NoveltyLearning seeded = new NoveltyLearning(learning(false, false).rules(), Long.MIN_VALUE);
    assertThat(sealed(profile(100, 5, 0), seeded, 23).features().noveltyShare()).isNull();
    assertThat(sealed(profile(100, 5, 0), seeded, 24).features().noveltyShare()).isEqualTo(0.05);
  }

  @Test
  void whatWasObservedBeforeARelearnCountsNoMore() {
    ProcessProfile profile = profile(100, 5, 0);
    lifecycle(RULES, learning(false, false), NOVELTY)
        .apply(profile, command(Action.RELEARN), 50 * HOUR);
    for (int i = 0; i < 100; i++) {
      learn(profile, i < 5, 50 * HOUR);
    }
    byte[] relearned = profile.toBytes();
    assertThat(sealed(profile, learning(false, false), 73).features().noveltyShare()).isNull();
    assertThat(
            sealed(ProcessProfile.fromBytes(relearned), learning(false, false), 74)
                .features()
                .noveltyShare())
        .isEqualTo(0.05);
  }

  @Test
  void relearningTakesTheFeaturesThatAreInForceThen() {
    ProcessProfile old = new ProcessProfile(Profiles.PROCESS, 4096, FeatureSet.TABLE_2);
    old.seen(0);
    lifecycle(RULES, learning(true, false), NOVELTY).apply(old, command(Action.RELEARN), 50 * HOUR);
    for (int i = 0; i < 100; i++) {
      learn(old, i < 5, 50 * HOUR);
    }
    assertThat(sealed(old, learning(true, false), 51).features().set()).isEqualTo(NOVELTY);
  }

  @ParameterizedTest(name = "{0} of 100 records to new services: roaming {1}")
  @CsvSource({"30, false", "31, true", "100, true", "0, false"})
  void aProcessOfWhichMoreThanTheShareIsNewRoams(int toNewServices, boolean roaming) {
    SealedModel model = sealed(profile(100, toNewServices, 0), learning(false, false), 100);

    assertThat(model.features().roaming()).isEqualTo(roaming);
    assertThat(model.features().noveltyShare()).isEqualTo(toNewServices / 100.0);
    assertThat(model.signature(NEW_SERVICE.text())).isEqualTo(roaming ? USUAL : NEW_SERVICE);
    assertThat(states(model).knows(USUAL)).isEqualTo(toNewServices < 100 || roaming);
    assertThat(model.records()).isEqualTo(100);
  }

  @Test
  void nobodyRoamsWhoWasSeenOutsideInFewerWindowsThanItTakes() {
    ProcessProfile few = profile(19, 19, 0);
    ProcessProfile enough = profile(20, 20, 0);
    few.learn(USUAL, "host", 0);
    assertThat(sealed(few, learning(false, false), 100).features().roaming()).isFalse();
    assertThat(sealed(enough, learning(false, false), 100).features().roaming()).isTrue();
  }

  @Test
  void nobodyRoamsWhoNeverWentOutsideHoweverLittleItTakes() {
    ProcessProfile profile = new ProcessProfile(Profiles.PROCESS, 4096, NOVELTY);
    for (int i = 0; i < 20; i++) {
      profile.learn(USUAL, "host", 0);
    }
    NoveltyRules nothingNeeded = new NoveltyRules(Duration.ofHours(24), 0, 0.3, true, false);
    assertThat(sealed(profile, new NoveltyLearning(nothingNeeded, 0), 1).features())
        .isEqualTo(new SpokenFeatures(NOVELTY, null, false));
  }

  @Test
  void progressTellsTheShareAndThatAProtectedProcessRoams() {
    ProcessProfile profile = profile(100, 41, 0);
    Lifecycle lifecycle = lifecycle(RULES, learning(false, false));
    assertThat(lifecycle.progress(profile, 99 * HOUR).noveltyShare()).isEqualTo(0.41);
    assertThat(lifecycle.progress(profile, 99 * HOUR).roaming()).isFalse();
    lifecycle.apply(profile, command(Action.PROMOTE), 100 * HOUR);

    Progress progress = lifecycle.progress(profile, 101 * HOUR);
    assertThat(progress.noveltyShare()).isEqualTo(0.41);
    assertThat(progress.roaming()).isTrue();
  }

  @ParameterizedTest(name = "{0} records, leave one out {1}: new to the process spoken of {2}")
  @CsvSource({"39, false, false", "40, false, true", "39, true, true"})
  void whatIsNewToAProcessIsSpokenOfWhereItCouldBeLearned(
      int records, boolean leaveOneOut, boolean spoken) {
    SealedModel model = sealed(profile(records, 2, 0), learning(leaveOneOut, false), 100);
    assertThat(model.features().set().names().contains(Novelty.SERVICE_PROCESS)).isEqualTo(spoken);
    assertThat(model.features().set().names()).contains("newServiceOrganisation");
  }

  @Test
  void withWhatIsNewToAProcessSwitchedOffTheOtherFeaturesStay() {
    FeatureSet features = FeatureSet.of(List.of("beacon", "newNetworkOrganisation"));
    ProcessProfile profile = new ProcessProfile(Profiles.PROCESS, 4096, features);
    for (int i = 0; i < 100; i++) {
      profile.learn(USUAL, "host", 0);
    }
    assertThat(sealed(profile, learning(false, false), 100).features())
        .isEqualTo(new SpokenFeatures(features, null, false));
  }

  @Test
  void promotionWaitsForNoveltyWhereThatIsAskedFor() {
    ProcessProfile profile = profile(100, 0, 0);
    NoveltyLearning late = new NoveltyLearning(learning(false, true).rules(), 30 * HOUR);

    assertThat(Readiness.of(profile, RULES, late, 48 * HOUR).texts())
        .containsExactly("18 h of 24 h observed what is new");
    assertThat(Readiness.of(profile, RULES, late, 54 * HOUR).ready()).isTrue();
    assertThat(Readiness.of(profile, RULES, learning(false, false), 48 * HOUR).ready()).isTrue();
  }

  @Test
  void promotionWaitsForNothingThatItsDiscoveryDoesNotSpeakOf() {
    ProcessProfile profile = Profiles.learned(100);
    NoveltyLearning never = new NoveltyLearning(learning(false, true).rules(), Long.MAX_VALUE);
    assertThat(Readiness.of(profile, RULES, never, 100 * HOUR).ready()).isTrue();
  }
}
