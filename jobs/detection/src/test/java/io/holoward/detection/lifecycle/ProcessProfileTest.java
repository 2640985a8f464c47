package io.holoward.detection.lifecycle;

import static io.holoward.detection.lifecycle.Profiles.HOUR;
import static io.holoward.detection.lifecycle.Profiles.NEW_SERVICE;
import static io.holoward.detection.lifecycle.Profiles.RULES;
import static io.holoward.detection.lifecycle.Profiles.USUAL;
import static io.holoward.detection.lifecycle.Profiles.command;
import static io.holoward.detection.lifecycle.Profiles.learned;
import static io.holoward.detection.lifecycle.Profiles.lifecycle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holoward.detection.features.FeatureSet;
import io.holoward.detection.lifecycle.ControlCommand.Action;
import io.holoward.entropy.ScoringRules;
import io.holoward.entropy.Signature;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProcessProfileTest {

  /** The features that the committed fixture of stored form 2 was learned with. */
  private static final FeatureSet NOVELTY =
      FeatureSet.of(
          List.of("newNetworkOrganisation", "newServiceOrganisation", "newServiceProcess"));

  /** The profile that the committed fixture of stored form 1 holds. */
  private static ProcessProfile fixture() {
    ProcessProfile profile = learned(30);
    Lifecycle lifecycle = lifecycle(RULES);
    lifecycle.tick(profile, 29 * HOUR);
    ControlCommand promote =
        new ControlCommand("promote-1", "default", Action.PROMOTE, "*", 29 * HOUR, "ops");
    lifecycle.applyDue(profile, List.of(promote), 30 * HOUR);
    lifecycle.apply(profile, command(Action.LOCK), 31 * HOUR);
    return profile;
  }

  @Test
  void theFirstStoredFormIsStillRestored() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("process-profile-1.bin")) {
      byte[] stored = in.readAllBytes();
      ProcessProfile restored = ProcessProfile.fromBytes(stored);
      assertThat(restored.toBytes()).isEqualTo(fixture().toBytes());
      assertThat(restored.model().orElseThrow().states(ScoringRules.DEFAULT).records())
          .isEqualTo(30);
      assertThat(restored.locked()).isTrue();
    }
  }

  /** The profile that the committed fixture of stored form 2 holds. */
  private static ProcessProfile roaming() {
    ProcessProfile profile = new ProcessProfile(Profiles.PROCESS, 4096, NOVELTY);
    for (int i = 0; i < 60; i++) {
      profile.learn(i % 2 == 0 ? NEW_SERVICE : USUAL, "host" + i % 3, i * HOUR);
      profile.tally = profile.tally.and(i % 2 == 0);
    }
    NoveltyRules rules = new NoveltyRules(Duration.ofHours(24), 20, 0.3, false, true);
    lifecycle(RULES, new NoveltyLearning(rules, 0)).tick(profile, 72 * HOUR);
    return profile;
  }

  @Test
  void theSecondStoredFormTellsWhatIsSpokenOf() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("process-profile-2.bin")) {
      ProcessProfile restored = ProcessProfile.fromBytes(in.readAllBytes());
      assertThat(restored.toBytes()).isEqualTo(roaming().toBytes());
      assertThat(restored.features).isEqualTo(NOVELTY);
      assertThat(restored.model().orElseThrow().features())
          .isEqualTo(new SpokenFeatures(FeatureSet.TABLE_2, 0.5, true));
      assertThat(restored.model().orElseThrow().signature(NEW_SERVICE.text())).isEqualTo(USUAL);
    }
  }

  @Test
  void whatWasStoredBeforeThereWereOtherFeaturesSpeaksOfTable2Alone() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("process-profile-1.bin")) {
      ProcessProfile restored = ProcessProfile.fromBytes(in.readAllBytes());
      assertThat(restored.features).isEqualTo(FeatureSet.TABLE_2);
      SealedModel model = restored.model().orElseThrow();
      assertThat(model.features()).isEqualTo(SpokenFeatures.TABLE_2);
      assertThat(model.states(ScoringRules.DEFAULT).knows(model.signature(NEW_SERVICE.text())))
          .as("an upgrade makes nothing unheard of")
          .isTrue();
    }
  }

  @Test
  void aDiscoveryKeepsItsFeaturesWhenItIsStored() {
    ProcessProfile profile = new ProcessProfile(Profiles.PROCESS, 4096, NOVELTY);
    assertThat(ProcessProfile.fromBytes(profile.toBytes()).features).isEqualTo(NOVELTY);
  }

  @Test
  void aRestoredProfileContinuesAsIfNothingHadHappened() {
    Random random = new Random(7);
    ProcessProfile kept = new ProcessProfile(Profiles.PROCESS, 8, FeatureSet.TABLE_2);
    ProcessProfile restored = new ProcessProfile(Profiles.PROCESS, 8, FeatureSet.TABLE_2);
    for (int i = 0; i < 3000; i++) {
      Signature signature = Signature.of("f" + random.nextInt(12));
      String host = "host" + random.nextInt(100);
      long time = random.nextInt(1_000_000);
      kept.learn(signature, host, time);
      restored.learn(signature, host, time);
      if (i % 500 == 0) {
        restored = ProcessProfile.fromBytes(restored.toBytes());
      }
    }
    assertThat(restored.toBytes()).isEqualTo(kept.toBytes());
    assertThat(restored.records()).isEqualTo(3000);
    assertThat(restored.hosts()).isEqualTo(64);
  }

  @Test
  void whatIsLearnedDoesNotDependOnTheOrderOfHostsAndTimes() {
    ProcessProfile forward = new ProcessProfile(Profiles.PROCESS, 16, FeatureSet.TABLE_2);
    ProcessProfile backward = new ProcessProfile(Profiles.PROCESS, 16, FeatureSet.TABLE_2);
    for (int i = 0; i < 50; i++) {
      forward.learn(Profiles.USUAL, "host" + i, i);
      backward.learn(Profiles.USUAL, "host" + (49 - i), 49 - i);
    }
    assertThat(forward.toBytes()).isEqualTo(backward.toBytes());
  }

  @Test
  void anEmptySignatureIsSeenAndNotLearned() {
    ProcessProfile profile = new ProcessProfile(Profiles.PROCESS, 16, FeatureSet.TABLE_2);
    assertThat(profile.learn(Signature.EMPTY, "host", 5)).isFalse();
    assertThat(profile.records()).isZero();
    assertThat(profile.lastSeen()).isEqualTo(5);
  }

  @Test
  void damagedBytesAreRefusedWithAReason() {
    byte[] stored = roaming().toBytes();
    for (int length = 0; length < stored.length; length++) {
      byte[] cut = Arrays.copyOf(stored, length);
      assertThatThrownBy(() -> ProcessProfile.fromBytes(cut))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> ProcessProfile.fromBytes(Arrays.copyOf(stored, stored.length + 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 bytes follow its end");
    byte[] newer = stored.clone();
    newer[4] = 3;
    assertThatThrownBy(() -> ProcessProfile.fromBytes(newer))
        .hasMessage("Not a process profile: its version is 3, this release reads 1 to 2");
    assertThatThrownBy(() -> ProcessProfile.fromBytes(new byte[100]))
        .hasMessageContaining("does not begin with HWPP");
  }
}
