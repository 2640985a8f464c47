package io.holoward.telemetry.simulator;

import io.holoward.detection.observation.TelemetryEvent;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * What is still to happen beside the everyday life of the hosts, earliest first; of what happens at
 * one time, first what was entered first. Holds the events of the next few simulated seconds, one
 * entry a connection that a flow sensor sees open, and one a step of an attack or an update.
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

  /** When the first entry is due; {@link Long#MAX_VALUE} where there is none. */
  long time() {
    Entry first = entries.peek();
    return first == null ? Long.MAX_VALUE : first.time();
  }

  /** Takes the first entry: gives its event, or performs its action and gives null. */
  SimulatedEvent take() {
    Entry entry = entries.remove();
    if (entry.event() == null) {
      entry.action().perform(entry.time());
    }
    return entry.event();
  }

  /** How much is entered. */
  int size() {
    return entries.size();
  }
}
