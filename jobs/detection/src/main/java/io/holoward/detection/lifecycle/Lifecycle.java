package io.holoward.detection.lifecycle;

import io.holoward.detection.catalogue.Catalogue;
import io.holoward.detection.features.FeatureSet;
import io.holoward.detection.identity.ProcessIdentity;
import io.holoward.entropy.IntendedStates;
import io.holoward.entropy.RecordCounts;
import io.holoward.entropy.ScoringRules;
import io.holoward.entropy.SealingRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The state machine of a process. Everything that changes a model is decided here, from a profile,
 * an event-time tick and rules alone.
 *
 * <pre>
 *              ready, seal-at, end of input, PROMOTE
 *   DISCOVERY ───────────────────────────────────────▶ PROTECTED
 *       ▲                                                  │
 *       └───────────────────── RELEARN ────────────────────┘
 * </pre>
 *
 * <p>A locked process of either phase stays as it is until it is unlocked.
 */
public final class Lifecycle {

  private final PromotionRules promotion;
  private final SealingRules sealing;
  private final ScoringRules scoring;
  private final NoveltyLearning novelty;
  private final FeatureSet features;

  /** As many as there are different patterns among the commands. */
  private final Map<String, Catalogue> patterns = new HashMap<>();

  /**
   * @param features those in force: what a process that is relearned speaks of
   */
  public Lifecycle(
      PromotionRules promotion,
      SealingRules sealing,
      ScoringRules scoring,
      NoveltyLearning novelty,
      FeatureSet features) {
    this.promotion = promotion;
    this.sealing = sealing;
    this.scoring = scoring;
    this.novelty = novelty;
    this.features = features;
  }

  /**
   * Seals the process if it is ready, or if {@code promotion.seal-at} lies between its last tick
   * and this one and it was first seen before.
   *
   * @param tick event time, milliseconds since the epoch; not before the last tick
   */
  public Transition tick(ProcessProfile profile, long tick) {
    boolean sealAtPassed =
        awaitsSealAt(profile)
            && promotion.sealAt().toEpochMilli() <= tick
            && profile.firstSeen < promotion.sealAt().toEpochMilli();
    profile.lastTick = Math.max(profile.lastTick, tick);
    if (profile.phase != Phase.DISCOVERY) {
      return unchanged(profile, tick);
    }
    if (Readiness.of(profile, promotion, novelty, tick).ready()) {
      return seal(profile, tick, "it was ready");
    }
    return sealAtPassed
        ? sealAtFloor(profile, tick, "promotion.seal-at has come")
        : unchanged(profile, tick);
  }

  /** Whether {@code promotion.seal-at} is set, and no tick of the process has reached it. */
  public boolean awaitsSealAt(ProcessProfile profile) {
    return promotion.sealAt() != null && profile.lastTick < promotion.sealAt().toEpochMilli();
  }

  /**
   * At the end of a bounded input: seals the process if the rules say so and it has the floor.
   *
   * @param tick event time the model counts as sealed at, such as when the process was last seen
   */
  public Transition end(ProcessProfile profile, long tick) {
    return promotion.sealAtEnd() && profile.phase == Phase.DISCOVERY
        ? sealAtFloor(profile, tick, "the input ended")
        : unchanged(profile, tick);
  }

  private Transition sealAtFloor(ProcessProfile profile, long tick, String reason) {
    return profile.locked || profile.records() < promotion.floor()
        ? unchanged(profile, tick)
        : seal(profile, tick, reason);
  }

  /**
   * Applies the commands that have become effective for this process and were not applied before.
   * What the process's phase does not allow is refused, with the reason, and changes nothing.
   *
   * @param commands in ascending order
   * @return one transition a command that concerns the process
   */
  public List<Transition> applyDue(
      ProcessProfile profile, Iterable<ControlCommand> commands, long tick) {
    List<Transition> transitions = new ArrayList<>();
    for (ControlCommand command : commands) {
      if (command.effectiveTime() <= tick
          && isAfterLast(profile, command)
          && profile.firstSeen <= command.effectiveTime()
          && concerns(command, profile.identity)) {
        transitions.add(apply(profile, command, tick));
        profile.lastCommandTime = command.effectiveTime();
        profile.lastCommandId = command.id();
      }
    }
    return transitions;
  }

  private boolean concerns(ControlCommand command, ProcessIdentity process) {
    return command.organisation().equals(process.organisation())
        && patterns
            .computeIfAbsent(command.processPattern(), pattern -> new Catalogue(List.of(pattern)))
            .models(process);
  }

  private static boolean isAfterLast(ProcessProfile profile, ControlCommand command) {
    return command.effectiveTime() > profile.lastCommandTime
        || (command.effectiveTime() == profile.lastCommandTime
            && command.id().compareTo(profile.lastCommandId) > 0);
  }

  /** Applies one command, whatever its pattern and effective time say. */
  public Transition apply(ProcessProfile profile, ControlCommand command, long tick) {
    return switch (command.action()) {
      case LOCK -> lock(profile, command, tick);
      case UNLOCK -> unlock(profile, command, tick);
      case RELEARN -> relearn(profile, command, tick);
      case PROMOTE -> promote(profile, command, tick);
    };
  }

  private static Transition lock(ProcessProfile profile, ControlCommand command, long tick) {
    if (profile.locked) {
      return refused(profile, tick, "it is locked already");
    }
    profile.locked = true;
    return changed(Transition.Kind.LOCKED, profile, tick, by(command));
  }

  private static Transition unlock(ProcessProfile profile, ControlCommand command, long tick) {
    if (!profile.locked) {
      return refused(profile, tick, "it is not locked");
    }
    profile.locked = false;
    return changed(Transition.Kind.UNLOCKED, profile, tick, by(command));
  }

  private Transition relearn(ProcessProfile profile, ControlCommand command, long tick) {
    if (profile.locked) {
      return refused(profile, tick, "it is locked");
    }
    profile.forgetLearned(features);
    profile.model = null;
    profile.phase = Phase.DISCOVERY;
    profile.learningSince = tick;
    return changed(Transition.Kind.RELEARNING, profile, tick, by(command));
  }

  private Transition promote(ProcessProfile profile, ControlCommand command, long tick) {
    if (profile.locked) {
      return refused(profile, tick, "it is locked");
    }
    if (profile.phase == Phase.PROTECTED) {
      return refused(profile, tick, "it is protected already");
    }
    if (profile.records() < promotion.floor()) {
      return refused(
          profile,
          tick,
          "it has " + profile.records() + " of the " + promotion.floor() + " records it takes");
    }
    return seal(profile, tick, by(command));
  }

  private static String by(ControlCommand command) {
    return "command " + command.id() + " of " + command.issuedBy();
  }

  private Transition seal(ProcessProfile profile, long tick, String reason) {
    SpokenFeatures spoken = novelty.features(profile, tick);
    IntendedStates states =
        IntendedStates.seal(spoken.reduce(profile.counts, profile.maxDistinct), sealing, scoring);
    profile.model = SealedModel.of(states, spoken, ++profile.lastVersion, tick);
    profile.phase = Phase.PROTECTED;
    profile.counts = new RecordCounts(profile.maxDistinct);
    return changed(Transition.Kind.SEALED, profile, tick, reason);
  }

  private static Transition unchanged(ProcessProfile profile, long tick) {
    return changed(Transition.Kind.NONE, profile, tick, "");
  }

  private static Transition refused(ProcessProfile profile, long tick, String reason) {
    return changed(Transition.Kind.REFUSED, profile, tick, reason);
  }

  private static Transition changed(
      Transition.Kind kind, ProcessProfile profile, long tick, String reason) {
    int version = profile.model == null ? 0 : profile.model.version();
    return new Transition(kind, tick, version, reason);
  }

  /** How far the process is. */
  public Progress progress(ProcessProfile profile, long tick) {
    SealedModel model = profile.model;
    return new Progress(
        profile.identity.organisation(),
        profile.processId(),
        profile.identity.displayName(),
        profile.phase,
        profile.locked,
        tick,
        profile.records(),
        profile.distinct(),
        profile.hosts.count(),
        profile.age(tick),
        profile.novelty.recorded() == 0
            ? null
            : profile.novelty.shareNew(promotion.stability().records()),
        Readiness.of(profile, promotion, novelty, tick).texts(),
        model == null ? 0 : model.version(),
        model == null ? null : model.sealedAt(),
        model == null ? profile.tally.share() : model.features().noveltyShare(),
        model != null && model.features().roaming());
  }
}
