package io.holoward.scoring.process;

import io.holoward.detection.finding.PlainText;
import io.holoward.detection.lifecycle.ControlCommand;
import io.holoward.detection.lifecycle.Lifecycle;
import io.holoward.detection.lifecycle.Transition;
import io.holoward.detection.sighting.Sighting;
import io.holoward.scoring.state.WriteBackCache.Entry;
import java.util.List;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What changes the phase of the process of the current key, and what follows from that: it is told,
 * counted, and what waited for a model is judged. All times are milliseconds since the epoch, in
 * event time.
 */
final class PhaseChanges {

  private static final Logger LOG = LoggerFactory.getLogger(PhaseChanges.class);

  private final Lifecycle lifecycle;
  private final Commands commands;
  private final WindowClock clock;
  private final WaitingSightings waiting;
  private final RaisedFindings findings;
  private final Announcements told;
  private final ProcessCounts counts;
  private final LongConsumer registerUpkeep;

  /**
   * @param findings take what waited for a model
   * @param told tells what has changed
   * @param registerUpkeep sees to it that there is upkeep of the process at a tick
   */
  PhaseChanges(
      Lifecycle lifecycle,
      Commands commands,
      WindowClock clock,
      WaitingSightings waiting,
      RaisedFindings findings,
      Announcements told,
      ProcessCounts counts,
      LongConsumer registerUpkeep) {
    this.lifecycle = lifecycle;
    this.commands = commands;
    this.clock = clock;
    this.waiting = waiting;
    this.findings = findings;
    this.told = told;
    this.counts = counts;
    this.registerUpkeep = registerUpkeep;
  }

  /** A window of the process has been learned. */
  void learned(Entry<CachedProfile> entry, long windowEnd) throws Exception {
    registerUpkeep.accept(clock.expiryTick(entry.value().profile.lastSeen()));
    follow(entry, lifecycle.tick(entry.value().profile, windowEnd));
    told.progressIfDue(entry.value(), windowEnd);
  }

  /**
   * Applies the commands effective until a time, each at the begin of the first window it holds
   * for: what they do must not depend on when they are applied.
   */
  void applyCommands(Entry<CachedProfile> entry, long until) throws Exception {
    for (ControlCommand command : commands.inOrder()) {
      if (command.effectiveTime() > until) {
        return;
      }
      long tick = clock.firstWindowFrom(command.effectiveTime());
      for (Transition transition :
          lifecycle.applyDue(entry.value().profile, List.of(command), tick)) {
        // Whoever names a file must not be able to write lines into the log.
        LOG.info(
            "{}: {} {}",
            PlainText.of(entry.value().profile.processId(), ""),
            transition.kind(),
            PlainText.of(transition.reason(), ""));
        entry.changed();
        follow(entry, transition);
      }
    }
  }

  /**
   * Seals the process if {@code promotion.seal-at} has come. The upkeep of a savepoint may be for a
   * time that was configured otherwise.
   */
  void sealAt(Entry<CachedProfile> entry, long tick) throws Exception {
    if (!lifecycle.awaitsSealAt(entry.value().profile)) {
      return;
    }
    if (clock.sealAtTick() <= tick) {
      follow(entry, lifecycle.tick(entry.value().profile, clock.sealAtWindowEnd()));
      // That the time has passed is part of the profile: else it would come again.
      entry.changed();
    } else {
      registerUpkeep.accept(clock.sealAtTick());
    }
  }

  /** The input has ended. */
  void end(Entry<CachedProfile> entry) throws Exception {
    long lastWindowEnd = clock.windowEnd(entry.value().profile.lastSeen());
    applyCommands(entry, lastWindowEnd);
    follow(entry, lifecycle.end(entry.value().profile, lastWindowEnd));
    judgePending(entry);
    told.progress(entry.value(), lastWindowEnd);
  }

  private void follow(Entry<CachedProfile> entry, Transition transition) throws Exception {
    switch (transition.kind()) {
      case NONE, REFUSED -> {}
      case SEALED -> {
        entry.changed();
        counts.promoted();
        told.snapshot(entry.value().profile);
        told.progress(entry.value(), transition.time());
        judgePending(entry);
      }
      case RELEARNING -> {
        entry.changed();
        counts.relearned();
        registerUpkeep.accept(clock.expiryTick(entry.value().profile.lastSeen()));
        registerUpkeep.accept(ProcessTimers.END);
        told.snapshot(entry.value().profile);
        told.progress(entry.value(), transition.time());
      }
      case LOCKED, UNLOCKED -> {
        entry.changed();
        told.progress(entry.value(), transition.time());
      }
    }
  }

  private void judgePending(Entry<CachedProfile> entry) throws Exception {
    for (Sighting alarm : waiting.takePending(entry.value())) {
      findings.judge(alarm, entry.value().profile);
    }
  }
}
