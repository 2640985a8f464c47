package io.holoward.scoring.process;

import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.sighting.Sighting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * What waits for a process of the current key: sightings for the end of their window, upstream
 * alarms for the model, and in places of their own connections that are only to be assessed.
 * Whatever is taken out comes in an order that does not depend on its arrival.
 */
final class SightingQueues {

  /** What happened first comes first; the rest only makes the order total. */
  private static final Comparator<Sighting> ORDER =
      Comparator.comparingLong(Sighting::eventTime)
          .thenComparing(Sighting::signature)
          .thenComparing(Sighting::instanceKey)
          .thenComparing(
              Sighting::source,
              Comparator.nullsLast(
                  Comparator.comparing(SourcePosition::name)
                      .thenComparingLong(SourcePosition::position)));

  private final ListState<Sighting> pending;
  private final HeldSightings waiting;
  private final HeldSightings assessments;

  /**
   * @param pending the state of the alarms
   * @param waiting the sightings of each window
   * @param assessments what is only to be assessed in each window
   */
  SightingQueues(ListState<Sighting> pending, HeldSightings waiting, HeldSightings assessments) {
    this.pending = pending;
    this.waiting = waiting;
    this.assessments = assessments;
  }

  static ListStateDescriptor<Sighting> pendingAlarms() {
    return new ListStateDescriptor<>("pending-alarms", TypeInformation.of(Sighting.class));
  }

  static ListStateDescriptor<Sighting> waitingSightings() {
    return new ListStateDescriptor<>("waiting-sightings", TypeInformation.of(Sighting.class));
  }

  static ListStateDescriptor<Sighting> waitingAssessments() {
    return new ListStateDescriptor<>("waiting-assessments", TypeInformation.of(Sighting.class));
  }

  /** Lets a sighting wait for the end of its window. */
  void await(Sighting sighting) throws Exception {
    waiting.add(sighting);
  }

  /** Whether any waits for the window that ends at a time. */
  boolean anyFor(long windowEnd) throws Exception {
    return waiting.any(windowEnd);
  }

  /** Takes out what waited for the window that ends at a time. */
  List<Sighting> takeWindow(long windowEnd) throws Exception {
    return inOrder(waiting.take(windowEnd));
  }

  /** Lets a connection wait to be assessed at the end of its window. */
  void awaitAssessment(Sighting sighting) throws Exception {
    assessments.add(sighting);
  }

  /** Whether any waits to be assessed at the end of the window that ends at a time. */
  boolean anyAssessmentFor(long windowEnd) throws Exception {
    return assessments.any(windowEnd);
  }

  /** Takes out what waited to be assessed at the end of the window that ends at a time. */
  List<Sighting> takeAssessments(long windowEnd) throws Exception {
    return inOrder(assessments.take(windowEnd));
  }

  /** Moves all that waits to the state; leaves another current key behind. */
  void writeBack() throws Exception {
    waiting.writeBack();
    assessments.writeBack();
  }

  /** Lets an upstream alarm wait for the model. */
  void addPending(Sighting alarm) throws Exception {
    pending.add(alarm);
  }

  /** How many alarms wait for the model. */
  int countPending() throws Exception {
    int count = 0;
    Iterable<Sighting> alarms = pending.get();
    if (alarms != null) {
      for (Sighting ignored : alarms) {
        count++;
      }
    }
    return count;
  }

  /** Takes out all alarms that wait for the model. */
  List<Sighting> takePending() throws Exception {
    List<Sighting> alarms = new ArrayList<>();
    Iterable<Sighting> stored = pending.get();
    if (stored != null) {
      stored.forEach(alarms::add);
      pending.clear();
    }
    return inOrder(alarms);
  }

  private static List<Sighting> inOrder(List<Sighting> sightings) {
    sightings.sort(ORDER);
    return sightings;
  }
}
