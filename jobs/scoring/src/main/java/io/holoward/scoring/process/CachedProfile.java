package io.holoward.scoring.process;

import io.holoward.detection.lifecycle.ProcessProfile;
import java.util.HashMap;
import java.util.Map;

/** A process's profile, and what is only known while it is cached. */
final class CachedProfile {

  final ProcessProfile profile;

  /** Event time of the last progress told; null for none since the start. */
  Long progressTold;

  /** Alarms that wait for the model, or -1 while they have not been counted. */
  int pending = -1;

  /** Sightings that wait, by the end of their window; counted since the profile was loaded. */
  private final Map<Long, Integer> waiting = new HashMap<>();

  /** The flows among them. */
  private final Map<Long, Integer> waitingFlows = new HashMap<>();

  /** Connections that wait to be assessed, counted in the same way. */
  private final Map<Long, Integer> waitingAssessments = new HashMap<>();

  CachedProfile(ProcessProfile profile) {
    this.profile = profile;
  }

  /** Counts one more sighting that waits for a window; tells how many do. */
  int waitFor(long windowEnd) {
    return waiting.merge(windowEnd, 1, Integer::sum);
  }

  /** Counts one more flow that waits for a window; tells how many do. */
  int flowWaitsFor(long windowEnd) {
    return waitingFlows.merge(windowEnd, 1, Integer::sum);
  }

  /** Counts one more connection that waits to be assessed; tells how many do. */
  int assessmentWaitsFor(long windowEnd) {
    return waitingAssessments.merge(windowEnd, 1, Integer::sum);
  }

  /** Nothing waits for a window any longer. */
  void closed(long windowEnd) {
    waiting.remove(windowEnd);
    waitingFlows.remove(windowEnd);
    waitingAssessments.remove(windowEnd);
  }

  /** How many alarms wait. */
  int pending(SightingQueues queues) throws Exception {
    if (pending < 0) {
      pending = queues.countPending();
    }
    return pending;
  }
}
