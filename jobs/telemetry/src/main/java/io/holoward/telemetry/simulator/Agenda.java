package io.holoward.telemetry.simulator;

import io.holoward.detection.observation.TelemetryEvent;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * What is still to happen, earliest first; of what happens at one time, first what was entered
 * first. Holds one entry an actor and the events of the next few simulated seconds, and one entry a
 * connection that is open.
 */
final class Agenda {

  /** Something that is done at a time; it enters events and further actions. */
  @FunctionalInterface
  interface Action {
    void perform(long time);
  }

  private record Entry(long time, long number, Action action, SimulatedEvent event) {}

  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparingLong(Entry::time).thenComparingLong(Entry::number));
  private final long end;
  private long entered;

  /**
   * @param end what would happen then or later is dropped
   */
  Agenda(long end) {
    this.end = end;
  }

  void enter(long time, Action action) {
    enter(new Entry(time, entered, action, null));
  }

  void enter(TelemetryEvent event, String label) {
    enter(new Entry(event.eventTime(), entered, null, new SimulatedEvent(event, label)));
  }

  private void enter(Entry entry) {
    if (entry.time() < end) {
      entered++;
      entries.add(entry);
    }
  }

  /** Performs actions until the next event, which it gives; null at the end. */
  SimulatedEvent next() {
    for (Entry entry = entries.poll(); entry != null; entry = entries.poll()) {
      if (entry.event() != null) {
        return entry.event();
      }
      entry.action().perform(entry.time());
    }
    return null;
  }
}
