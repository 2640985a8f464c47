package io.holoward.detection.lifecycle;

import static io.holoward.detection.lifecycle.Profiles.HOUR;
import static io.holoward.detection.lifecycle.Profiles.NOTHING_NEW;
import static io.holoward.detection.lifecycle.Profiles.RULES;
import static io.holoward.detection.lifecycle.Profiles.USUAL;
import static io.holoward.detection.lifecycle.Profiles.command;
import static io.holoward.detection.lifecycle.Profiles.learned;
import static io.holoward.detection.lifecycle.Profiles.lifecycle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holoward.detection.features.FeatureSet;
import io.holoward.detection.lifecycle.ControlCommand.Action;
import io.holoward.detection.lifecycle.Readiness.Criterion;
import io.holoward.detection.lifecycle.Transition.Kind;
import io.holoward.entropy.IntendedStates;
import io.holoward.entropy.RecordCounts;
import io.holoward.entropy.ScoringRules;
import io.holoward.entropy.SealingRules;
import io.holoward.entropy.Signature;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifecycleTest {

  private static final long TICK = 100 * HOUR;
  private final Lifecycle lifecycle = lifecycle(RULES);

  private ProcessProfile profile(Phase phase, boolean locked, int records) {
    ProcessProfile profile = learned(records);
    if (phase == Phase.PROTECTED) {
      lifecycle.apply(profile, command(Action.PROMOTE), TICK);
    }
    if (locked) {
      lifecycle.apply(profile, command(Action.LOCK), TICK);
    }
    return profile;
  }

  @ParameterizedTest(name = "{3} on {0}, locked {1}, {2} records: {4}")
  @CsvSource({
    "DISCOVERY, false, 19, LOCK,    LOCKED,     DISCOVERY, true,  command c1 of ops",
    "DISCOVERY, false, 19, UNLOCK,  REFUSED,    DISCOVERY, false, it is not locked",
    "DISCOVERY, false, 19, RELEARN, RELEARNING, DISCOVERY, false, command c1 of ops",
    "DISCOVERY, false, 19, PROMOTE, REFUSED,    DISCOVERY, false, it has 19 of the 20 records it takes",
    "DISCOVERY, false, 20, PROMOTE, SEALED,     PROTECTED, false, command c1 of ops",
    "DISCOVERY, true,  20, LOCK,    REFUSED,    DISCOVERY, true,  it is locked already",
    "DISCOVERY, true,  20, UNLOCK,  UNLOCKED,   DISCOVERY, false, command c1 of ops",
    "DISCOVERY, true,  20, RELEARN, REFUSED,    DISCOVERY, true,  it is locked",
    "DISCOVERY, true,  20, PROMOTE, REFUSED,    DISCOVERY, true,  it is locked",
    "PROTECTED, false, 20, LOCK,    LOCKED,     PROTECTED, true,  command c1 of ops",
    "PROTECTED, false, 20, UNLOCK,  REFUSED,    PROTECTED, false, it is not locked",
    "PROTECTED, false, 20, RELEARN, RELEARNING, DISCOVERY, false, command c1 of ops",
    "PROTECTED, false, 20, PROMOTE, REFUSED,    PROTECTED, false, it is protected already",
    "PROTECTED, true,  20, LOCK,    REFUSED,    PROTECTED, true,  it is locked already",
    "PROTECTED, true,  20, UNLOCK,  UNLOCKED,   PROTECTED, false, command c1 of ops",
    "PROTECTED, true,  20, RELEARN, REFUSED,    PROTECTED, true,  it is locked",
    "PROTECTED, true,  20, PROMOTE, REFUSED,    PROTECTED, true,  it is locked",
  })
  void aCommandDoesWhatPhaseAndLockAllow(
      Phase phase,
      boolean locked,
      int records,
      Action action,
      Kind outcome,
      Phase phaseAfter,
      boolean lockedAfter,
      String reason) {
    ProcessProfile profile = profile(phase, locked, records);
    byte[] before = profile.toBytes();

    Transition transition = lifecycle.apply(profile, command(action), TICK);

    assertThat(transition.kind()).isEqualTo(outcome);
    assertThat(transition.reason()).isEqualTo(reason);
    assertThat(transition.time()).isEqualTo(TICK);
    assertThat(profile.phase()).isEqualTo(phaseAfter);
    assertThat(profile.locked()).isEqualTo(lockedAfter);
    assertThat(profile.model().isPresent()).isEqualTo(phaseAfter == Phase.PROTECTED);
    if (outcome == Kind.REFUSED) {
      assertThat(profile.toBytes()).isEqualTo(before);
    }
  }

  @Test
  void aReadyProcessIsSealedAtTheTickAndNotBefore() {
    ProcessProfile profile = learned(50);
    assertThat(lifecycle.tick(profile, 48 * HOUR - 1).kind()).isEqualTo(Kind.NONE);
    assertThat(lifecycle.tick(profile, 48 * HOUR))
        .isEqualTo(new Transition(Kind.SEALED, 48 * HOUR, 1, "it was ready"));
    SealedModel model = profile.model().orElseThrow();
    assertThat(model.sealedAt()).isEqualTo(48 * HOUR);
    assertThat(model.states(ScoringRules.DEFAULT).records()).isEqualTo(50);
    assertThat(model.states(ScoringRules.DEFAULT).knows(USUAL)).isTrue();
    assertThat(lifecycle.tick(profile, 49 * HOUR).kind()).isEqualTo(Kind.NONE);
  }

  @Test
  void whatBlocksIsToldAsDataAndText() {
    ProcessProfile profile = new ProcessProfile(Profiles.PROCESS, 4096, FeatureSet.TABLE_2);
    for (int i = 0; i < 31; i++) {
      profile.learn(i < 2 ? Signature.of("f" + i) : USUAL, "only", i * HOUR / 10);
    }
    Readiness readiness = Readiness.of(profile, RULES, NOTHING_NEW, 12 * HOUR);
    assertThat(readiness.ready()).isFalse();
    assertThat(readiness.blockers())
        .extracting(Readiness.Blocker::criterion)
        .containsExactly(Criterion.RECORDS, Criterion.HOSTS, Criterion.AGE, Criterion.STABILITY);
    assertThat(readiness.texts())
        .containsExactly(
            "31 of 50 records",
            "1 of 2 hosts",
            "12 h of 48 h observed",
            "9.7 % of the last 31 records new, 2.0 % allowed");
  }

  @Test
  void oneNewSignatureAmongFiftyIsStableAndTwoAreNot() {
    ProcessProfile one = learned(49);
    one.learn(Signature.of("f1"), "host0", 0);
    one.learn(USUAL, "host0", 0);
    assertThat(Readiness.of(one, RULES, NOTHING_NEW, TICK).ready()).isTrue();
    one.learn(Signature.of("f2"), "host0", 0);
    assertThat(Readiness.of(one, RULES, NOTHING_NEW, TICK).blockers())
        .extracting(Readiness.Blocker::criterion)
        .containsExactly(Criterion.STABILITY);
  }

  @Test
  void aLockedProcessIsNeitherLearnedNorSealed() {
    ProcessProfile profile = profile(Phase.DISCOVERY, true, 50);
    assertThat(profile.learn(Signature.of("new"), "host9", TICK)).isFalse();
    assertThat(profile.records()).isEqualTo(50);
    assertThat(lifecycle.tick(profile, TICK).kind()).isEqualTo(Kind.NONE);
    assertThat(lifecycle(Profiles.rules(true, null)).end(profile, TICK).kind())
        .isEqualTo(Kind.NONE);
    assertThat(Readiness.of(profile, RULES, NOTHING_NEW, TICK).texts())
        .containsExactly("locked by an operator");
  }

  @Test
  void aProtectedProcessLearnsNothing() {
    ProcessProfile profile = profile(Phase.PROTECTED, false, 20);
    byte[] model = profile.model().orElseThrow().stored();
    assertThat(profile.learn(Signature.of("new"), "host9", TICK)).isFalse();
    assertThat(profile.model().orElseThrow().stored()).isEqualTo(model);
    assertThat(profile.records()).isEqualTo(20);
  }

  @Test
  void relearningStartsFromNothingAndItsModelGetsTheNextVersion() {
    ProcessProfile profile = profile(Phase.PROTECTED, false, 60);
    lifecycle.apply(profile, command(Action.RELEARN), TICK);
    assertThat(profile.records()).isZero();
    for (int i = 0; i < 60; i++) {
      profile.learn(Signature.of("other"), "host" + i % 2, TICK);
    }
    assertThat(lifecycle.tick(profile, TICK + 47 * HOUR).kind()).isEqualTo(Kind.NONE);
    Transition sealed = lifecycle.tick(profile, TICK + 48 * HOUR);
    assertThat(sealed.modelVersion()).isEqualTo(2);
    assertThat(profile.model().orElseThrow().states(ScoringRules.DEFAULT).knows(USUAL)).isFalse();
  }

  @Test
  void sealAtSealsOnceWhateverHasTheFloorThen() {
    Lifecycle sealing = lifecycle(Profiles.rules(false, Instant.ofEpochMilli(30 * HOUR)));
    ProcessProfile enough = learned(20);
    assertThat(sealing.tick(enough, 29 * HOUR).kind()).isEqualTo(Kind.NONE);
    assertThat(sealing.tick(enough, 30 * HOUR).kind()).isEqualTo(Kind.SEALED);

    ProcessProfile tooFew = learned(19);
    assertThat(sealing.tick(tooFew, 30 * HOUR).kind()).isEqualTo(Kind.NONE);
    tooFew.learn(USUAL, "host0", 31 * HOUR);
    assertThat(sealing.tick(tooFew, 31 * HOUR).kind()).isEqualTo(Kind.NONE);
  }

  @Test
  void sealAtDoesNotConcernAProcessFirstSeenLater() {
    Lifecycle sealing = lifecycle(Profiles.rules(false, Instant.ofEpochMilli(0)));
    assertThat(sealing.tick(learned(20), 30 * HOUR).kind()).isEqualTo(Kind.NONE);
  }

  @Test
  void theEndOfABoundedInputSealsWhateverHasTheFloorIfAskedTo() {
    Lifecycle sealing = lifecycle(Profiles.rules(true, null));
    assertThat(sealing.end(learned(20), HOUR).kind()).isEqualTo(Kind.SEALED);
    assertThat(sealing.end(learned(19), HOUR).kind()).isEqualTo(Kind.NONE);
    assertThat(lifecycle.end(learned(20), HOUR).kind()).isEqualTo(Kind.NONE);
  }

  @Test
  void aSeededProcessIsProtectedByTheModelItBrings() {
    RecordCounts counts = new RecordCounts(4096);
    counts.add(USUAL, 412);
    IntendedStates states = IntendedStates.seal(counts, SealingRules.DEFAULT, ScoringRules.DEFAULT);
    ProcessProfile profile =
        ProcessProfile.sealed(
            Profiles.PROCESS,
            4096,
            SealedModel.of(states, SpokenFeatures.TABLE_2, 7, TICK),
            TICK - HOUR,
            TICK);
    assertThat(profile.phase()).isEqualTo(Phase.PROTECTED);
    assertThat(profile.records()).isEqualTo(412);
    assertThat(profile.model().orElseThrow())
        .returns(7, SealedModel::version)
        .returns(TICK, SealedModel::sealedAt);
    lifecycle.apply(profile, command(Action.RELEARN), TICK);
    ProcessProfile relearned = ProcessProfile.fromBytes(profile.toBytes());
    for (int i = 0; i < 20; i++) {
      relearned.learn(USUAL, "h", TICK);
    }
    assertThat(lifecycle.apply(relearned, command(Action.PROMOTE), TICK).modelVersion())
        .isEqualTo(8);
  }

  @Test
  void dueCommandsAreAppliedOnceAndInTheirOrder() {
    ProcessProfile profile = learned(20);
    List<ControlCommand> commands =
        List.of(
            new ControlCommand("a", "default", Action.PROMOTE, "svchost*", 10 * HOUR, "ops"),
            new ControlCommand("b", "default", Action.LOCK, "*", 10 * HOUR, "ops"),
            new ControlCommand("c", "default", Action.UNLOCK, "*", 30 * HOUR, "ops"));
    assertThat(lifecycle.applyDue(profile, commands, 9 * HOUR)).isEmpty();
    assertThat(lifecycle.applyDue(profile, commands, 10 * HOUR))
        .extracting(Transition::kind)
        .containsExactly(Kind.SEALED, Kind.LOCKED);
    profile = ProcessProfile.fromBytes(profile.toBytes());
    assertThat(lifecycle.applyDue(profile, commands, 40 * HOUR))
        .extracting(Transition::kind)
        .containsExactly(Kind.UNLOCKED);
    assertThat(lifecycle.applyDue(profile, commands, 50 * HOUR)).isEmpty();
  }

  @ParameterizedTest(name = "organisation {0}, pattern {1}, effective {2} h: applied {3}")
  @CsvSource({
    "default, *,                       0, true",
    "default, SVCHOST.EXE -k net*,     0, true",
    "default, *\\svchost.exe,            0, true",
    "default, svchost.exe,             0, false",
    "other,   *,                       0, false",
    "default, *,                      -1, false",
  })
  void aCommandConcernsProcessesOfItsOrganisationAndPatternThatExisted(
      String organisation, String pattern, long effectiveHour, boolean applied) {
    ControlCommand command =
        new ControlCommand("a", organisation, Action.LOCK, pattern, effectiveHour * HOUR, "ops");
    ProcessProfile profile = learned(5);
    assertThat(lifecycle.applyDue(profile, List.of(command), TICK)).hasSize(applied ? 1 : 0);
    assertThat(profile.locked()).isEqualTo(applied);
  }

  @Test
  void aMalformedPatternIsRefused() {
    assertThatThrownBy(() -> new ControlCommand("a", "default", Action.LOCK, "[a", 0, "ops"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[a");
  }

  @Test
  void progressTellsWhereADiscoveryIs() {
    ProcessProfile profile = learned(20);
    Progress progress = lifecycle.progress(profile, 24 * HOUR);
    assertThat(progress)
        .isEqualTo(
            new Progress(
                "default",
                Profiles.PROCESS,
                "svchost.exe -k netsvcs",
                Phase.DISCOVERY,
                false,
                24 * HOUR,
                20,
                1,
                2,
                24 * HOUR,
                0.05,
                List.of(
                    "20 of 50 records",
                    "24 h of 48 h observed",
                    "5.0 % of the last 20 records new, 2.0 % allowed"),
                0,
                null,
                null,
                false));
  }

  @Test
  void progressOfAProtectedProcessTellsItsModelAndBlocksNothing() {
    Progress progress = lifecycle.progress(profile(Phase.PROTECTED, false, 20), TICK);
    assertThat(progress.phase()).isEqualTo(Phase.PROTECTED);
    assertThat(progress.records()).isEqualTo(20);
    assertThat(progress.distinct()).isEqualTo(1);
    assertThat(progress.blocking()).isEmpty();
    assertThat(progress.modelVersion()).isEqualTo(1);
    assertThat(progress.sealedAt()).isEqualTo(TICK);
  }
}
