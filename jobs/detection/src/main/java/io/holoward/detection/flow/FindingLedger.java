package io.holoward.detection.flow;

import io.holoward.detection.identity.InstanceKey;
import io.holoward.detection.observation.ProcessReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a flow group has last raised of each of its process instances, and the flows that repeated
 * it and are still to be counted. Bounded: beyond {@link #MAX_ENTRIES} the one raised longest ago
 * is forgotten, and at worst raised again.
 */
final class FindingLedger {

  static final int MAX_ENTRIES = 64;

  private static final InstanceKey NO_INSTANCE = new InstanceKey(0, 0);

  /** In the order of the keys, so that equal ledgers are stored as equal bytes. */
  final TreeMap<Key, Entry> entries = new TreeMap<>();

  /**
   * What is raised once in an observation window: the same anomalies of the same process instance.
   *
   * @param combination a bit for each kind of anomaly, at the place of its declaration
   */
  record Key(InstanceKey instance, int combination) implements Comparable<Key> {

    private static final Comparator<Key> ORDER =
        Comparator.comparingLong((Key key) -> key.instance.high())
            .thenComparingLong(key -> key.instance.low())
            .thenComparingInt(Key::combination);

    static Key of(
        String organisation,
        String host,
        ProcessReference process,
        Collection<FlowAnomaly> anomalies) {
      int combination = 0;
      for (FlowAnomaly anomaly : anomalies) {
        combination |= 1 << anomaly.ordinal();
      }
      return new Key(
          process == null ? NO_INSTANCE : InstanceKey.of(organisation, host, process), combination);
    }

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * The last time a combination was raised.
   *
   * @param window begin of that observation window, milliseconds since the epoch
   * @param repeated counts the flows that repeated it since; null for none
   * @param due end of the flow window at whose close they are handed over
   */
  record Entry(long window, FlowFinding repeated, long due) {}

  /** Whether this was the last observation window in which the combination was raised. */
  boolean isRaised(Key key, long window) {
    Entry last = entries.get(key);
    return last != null && last.window() == window;
  }

  /**
   * Notes a combination as raised.
   *
   * @return what had repeated earlier findings and has no further time to wait
   */
  List<FlowFinding> raise(Key key, long window) {
    List<FlowFinding> handedOver = new ArrayList<>();
    handOver(entries.put(key, new Entry(window, null, Long.MAX_VALUE)), handedOver);
    if (entries.size() > MAX_ENTRIES) {
      Key oldest =
          entries.entrySet().stream()
              .filter(entry -> !entry.getKey().equals(key))
              .min(Comparator.comparingLong(entry -> entry.getValue().window()))
              .orElseThrow()
              .getKey();
      handOver(entries.remove(oldest), handedOver);
    }
    return handedOver;
  }

  private static void handOver(Entry entry, List<FlowFinding> findings) {
    if (entry != null && entry.repeated() != null) {
      findings.add(entry.repeated());
    }
  }

  /** Counts a flow that repeats; the first of a row fixes when they are handed over. */
  void repeat(Key key, FlowFinding finding, long due) {
    Entry raised = entries.get(key);
    entries.put(
        key,
        raised.repeated() == null
            ? new Entry(raised.window(), finding.asRepetition(), due)
            : new Entry(raised.window(), raised.repeated().counting(finding), raised.due()));
  }

  /** When the next repetitions are to be handed over; {@code Long.MAX_VALUE} for none. */
  long nextDue() {
    long next = Long.MAX_VALUE;
    if (entries.isEmpty()) { // as nearly always
      return next;
    }
    for (Entry entry : entries.values()) {
      next = Math.min(next, entry.due());
    }
    return next;
  }

  /** Hands over the repetitions that are due. */
  List<FlowFinding> takeDue(long time) {
    List<FlowFinding> due = new ArrayList<>();
    for (Map.Entry<Key, Entry> entry : entries.entrySet()) {
      if (entry.getValue().due() <= time) {
        handOver(entry.getValue(), due);
        entry.setValue(new Entry(entry.getValue().window(), null, Long.MAX_VALUE));
      }
    }
    return due;
  }
}
