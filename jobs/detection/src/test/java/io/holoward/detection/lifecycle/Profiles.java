package io.holoward.detection.lifecycle;

import io.holoward.detection.features.FeatureSet;
import io.holoward.detection.features.Novelty;
import io.holoward.entropy.ScoringRules;
import io.holoward.entropy.SealingRules;
import io.holoward.entropy.Signature;
import java.time.Duration;
import java.time.Instant;

/** Profiles and rules for tests. */
public final class Profiles {

  public static final String PROCESS = "default|\\windows\\system32\\svchost.exe|-k netsvcs";
  static final long HOUR = Duration.ofHours(1).toMillis();
  static final Signature USUAL =
      Signature.of("outgoingIPv4hasPrivate", "outgoingWellKnownTCPPort_53");

  static final Signature NEW_SERVICE = Signature.parse(USUAL.text() + " newServiceOrganisation");
  static final FeatureSet NOVELTY = FeatureSet.of(Novelty.FEATURES);

  /** 50 records, 2 hosts, 48 h, 2 % of 50 records new, floor 20. */
  public static final PromotionRules RULES = rules(false, null);

  /** A day's horizon that nothing waits for, and a history that never tells what is new. */
  static final NoveltyLearning NOTHING_NEW =
      new NoveltyLearning(
          new NoveltyRules(Duration.ofHours(24), 20, 0.3, false, false), Long.MAX_VALUE);

  private Profiles() {}

  static PromotionRules rules(boolean sealAtEnd, Instant sealAt) {
    return new PromotionRules(
        50, 2, Duration.ofHours(48), new PromotionRules.Stability(50, 0.02), sealAtEnd, sealAt, 20);
  }

  public static Lifecycle lifecycle(PromotionRules rules) {
    return lifecycle(rules, NOTHING_NEW);
  }

  static Lifecycle lifecycle(PromotionRules rules, NoveltyLearning novelty) {
    return lifecycle(rules, novelty, FeatureSet.TABLE_2);
  }

  static Lifecycle lifecycle(PromotionRules rules, NoveltyLearning novelty, FeatureSet features) {
    return new Lifecycle(rules, SealingRules.DEFAULT, ScoringRules.DEFAULT, novelty, features);
  }

  /** So many usual records, one an hour from 0 on, on two hosts in turn. */
  public static ProcessProfile learned(int records) {
    ProcessProfile profile = new ProcessProfile(PROCESS, 4096, FeatureSet.TABLE_2);
    for (int i = 0; i < records; i++) {
      profile.learn(USUAL, "host" + i % 2, i * HOUR);
    }
    return profile;
  }

  static ControlCommand command(ControlCommand.Action action) {
    return new ControlCommand("c1", "default", action, "*", 0, "ops");
  }
}
