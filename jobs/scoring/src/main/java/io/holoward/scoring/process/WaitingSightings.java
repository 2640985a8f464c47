package io.holoward.scoring.process;

import io.holoward.detection.configuration.Configuration;
import io.holoward.detection.sighting.Sighting;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.apache.flink.metrics.Counter;

/**
 * What waits for the process of the current key, within bounds: sightings for the end of their
 * window, alarms for the model. What has no place is counted.
 */
final class WaitingSightings {

  /** Sightings of one process that wait for one window; beyond, they are counted and dropped. */
  private static final int MAX_WAITING = 16_384;

  /**
   * Of these places flows get so many: whoever can make flows anomalous must not crowd out what a
   * process does. Upstream alarms share theirs likewise.
   */
  private static final int SHARE_OF_FLOWS = 4;

  private final SightingQueues queues;
  private final WindowClock clock;
  private final Configuration.Pending rules;
  private final boolean waitsForTheEnd;
  private final boolean assesses;
  private final LongConsumer closeWindowLater;
  private final LongConsumer registerUpkeep;
  private final ProcessCounts counts;
  private final Counter waitingOverflow;
  private final Counter pendingOverflow;
  private final Counter assessmentOverflow;

  /**
   * @param closeWindowLater sees to it that the window that ends at a time is closed
   * @param registerUpkeep sees to it that there is upkeep at a tick
   * @param counts are told what waits
   * @param waitingOverflow counts the sightings that had no place
   * @param pendingOverflow counts the alarms that had none
   * @param assessmentOverflow counts the connections to be assessed that had none
   */
  WaitingSightings(
      SightingQueues queues,
      Configuration configuration,
      LongConsumer closeWindowLater,
      LongConsumer registerUpkeep,
      ProcessCounts counts,
      Counter waitingOverflow,
      Counter pendingOverflow,
      Counter assessmentOverflow) {
    this.queues = queues;
    this.clock = WindowClock.of(configuration);
    this.rules = configuration.pending();
    this.waitsForTheEnd = configuration.promotion().sealAtEnd();
    this.assesses = configuration.evaluation().assess();
    this.closeWindowLater = closeWindowLater;
    this.registerUpkeep = registerUpkeep;
    this.counts = counts;
    this.waitingOverflow = waitingOverflow;
    this.pendingOverflow = pendingOverflow;
    this.assessmentOverflow = assessmentOverflow;
  }

  /** Lets a sighting wait for the end of its window. */
  void await(CachedProfile process, Sighting sighting) throws Exception {
    boolean crowdsOut =
        sighting.kind().isFlow()
            && process.flowWaitsFor(sighting.windowEnd()) > MAX_WAITING / SHARE_OF_FLOWS;
    int waiting = crowdsOut ? 0 : process.waitFor(sighting.windowEnd());
    if (crowdsOut || waiting > MAX_WAITING) {
      waitingOverflow.inc();
    } else {
      queues.await(sighting);
      counts.waiting(1);
      registerCloseBy(waiting, sighting);
    }
  }

  /** The same for a connection that is only to be assessed, in places of their own. */
  void awaitAssessment(CachedProfile process, Sighting sighting) throws Exception {
    int waiting = process.assessmentWaitsFor(sighting.windowEnd());
    if (waiting > MAX_WAITING) {
      assessmentOverflow.inc();
    } else {
      queues.awaitAssessment(sighting);
      registerCloseBy(waiting, sighting);
    }
  }

  /** One timer a process and window is enough: the first of those that wait registers it. */
  private void registerCloseBy(int waiting, Sighting sighting) {
    if (waiting == 1) {
      closeWindowLater.accept(sighting.windowEnd());
    }
  }

  /** Whether anything waits for the end of a window. */
  boolean anyFor(long windowEnd) throws Exception {
    return queues.anyFor(windowEnd) || assesses && queues.anyAssessmentFor(windowEnd);
  }

  /** Takes out what waited for a window. */
  List<Sighting> takeWindow(CachedProfile process, long windowEnd) throws Exception {
    process.closed(windowEnd);
    List<Sighting> taken = queues.takeWindow(windowEnd);
    counts.waiting(-taken.size());
    return taken;
  }

  /** Takes out the connections to be assessed that waited for a window. */
  List<Sighting> takeAssessments(long windowEnd) throws Exception {
    return queues.takeAssessments(windowEnd);
  }

  /** Writes all that is only on the heap to the state; leaves another current key behind. */
  void writeBack() throws Exception {
    queues.writeBack();
  }

  /**
   * Lets an alarm wait for the model it is to be compared with.
   *
   * @return false when there is no place left
   */
  boolean awaitModel(CachedProfile process, Sighting alarm) throws Exception {
    int places = rules.maxAlarms();
    if (process.pending(queues) >= (alarm.kind().isFlow() ? places / SHARE_OF_FLOWS : places)) {
      pendingOverflow.inc();
      return false;
    }
    queues.addPending(alarm);
    process.pending++;
    counts.pending(1);
    registerUpkeep.accept(clock.upkeepTick(alarm.eventTime() + rules.maxAge().toMillis()));
    return true;
  }

  /** Whether any alarm waits for the model. */
  boolean anyPending(CachedProfile process) throws Exception {
    return process.pending(queues) > 0;
  }

  /** Takes out all alarms that wait for the model. */
  List<Sighting> takePending(CachedProfile process) throws Exception {
    process.pending = 0;
    List<Sighting> taken = queues.takePending();
    counts.pending(-taken.size());
    return taken;
  }

  /**
   * Takes out the alarms that have waited long enough by a tick. Where the end of the input seals,
   * they wait for that: how far the watermark came before the end is a matter of chance.
   */
  List<Sighting> takeOverdue(CachedProfile process, long tick) throws Exception {
    List<Sighting> overdue = new ArrayList<>();
    if (waitsForTheEnd) {
      return overdue;
    }
    List<Sighting> still = new ArrayList<>();
    for (Sighting alarm : queues.takePending()) {
      (alarm.eventTime() + rules.maxAge().toMillis() <= tick ? overdue : still).add(alarm);
    }
    for (Sighting alarm : still) {
      queues.addPending(alarm);
    }
    process.pending = still.size();
    counts.pending(-overdue.size());
    return overdue;
  }
}
