package io.holoward.detection.lifecycle;

import static io.holoward.detection.lifecycle.Profiles.HOUR;
import static io.holoward.detection.lifecycle.Profiles.RULES;
import static io.holoward.detection.lifecycle.Profiles.command;
import static io.holoward.detection.lifecycle.Profiles.learned;
import static io.holoward.detection.lifecycle.Profiles.lifecycle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holoward.detection.lifecycle.ControlCommand.Action;
import io.holoward.entropy.ScoringRules;
import io.holoward.entropy.Signature;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProcessProfileTest {

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

  @Test
  void aRestoredProfileContinuesAsIfNothingHadHappened() {
    Random random = new Random(7);
    ProcessProfile kept = new ProcessProfile(Profiles.PROCESS, 8);
    ProcessProfile restored = new ProcessProfile(Profiles.PROCESS, 8);
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
    ProcessProfile forward = new ProcessProfile(Profiles.PROCESS, 16);
    ProcessProfile backward = new ProcessProfile(Profiles.PROCESS, 16);
    for (int i = 0; i < 50; i++) {
      forward.learn(Profiles.USUAL, "host" + i, i);
      backward.learn(Profiles.USUAL, "host" + (49 - i), 49 - i);
    }
    assertThat(forward.toBytes()).isEqualTo(backward.toBytes());
  }

  @Test
  void anEmptySignatureIsSeenAndNotLearned() {
    ProcessProfile profile = new ProcessProfile(Profiles.PROCESS, 16);
    assertThat(profile.learn(Signature.EMPTY, "host", 5)).isFalse();
    assertThat(profile.records()).isZero();
    assertThat(profile.lastSeen()).isEqualTo(5);
  }

  @Test
  void damagedBytesAreRefusedWithAReason() {
    byte[] stored = fixture().toBytes();
    for (int length = 0; length < stored.length; length++) {
      byte[] cut = Arrays.copyOf(stored, length);
      assertThatThrownBy(() -> ProcessProfile.fromBytes(cut))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> ProcessProfile.fromBytes(Arrays.copyOf(stored, stored.length + 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 bytes follow its end");
    byte[] newer = stored.clone();
    newer[4] = 2;
    assertThatThrownBy(() -> ProcessProfile.fromBytes(newer))
        .hasMessage("Not a process profile: its version is 2, this release reads 1");
    assertThatThrownBy(() -> ProcessProfile.fromBytes(new byte[100]))
        .hasMessageContaining("does not begin with HWPP");
  }
}
