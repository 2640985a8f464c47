package io.holoward.scoring.population;

import io.holoward.detection.identity.InstanceKey;
import io.holoward.detection.memory.Remembered;
import io.holoward.detection.population.PopulationRecord;
import io.holoward.detection.population.ProcessHash;
import io.holoward.detection.sighting.Sighting;
import io.holoward.entropy.Signature;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The records of the population in the windows that are open, counted on the heap of one subtask.
 *
 * <p>An instance counts once for a record in a window, however many different connections show it:
 * instance and record are remembered by a hash of 64 bits until the window closes. All sightings of
 * an instance pass one subtask, so that is exact but for what the hash and the bound make of it:
 * with more than so many instances and records at a time, those beyond count once for each
 * connection that differs, and of processes beyond it is not told which they are. After a change of
 * parallelism, an instance of a window that was open then may count twice.
 */
final class WindowCounts {

  private static final int REMEMBERED = 1 << 12;

  private final Remembered<Source, Shown> shown = new Remembered<>(REMEMBERED, Source::shown);
  private final int maxSeen;
  private final TreeMap<Long, Window> windows = new TreeMap<>();
  private int seen;

  /**
   * @param maxSeen instances and records remembered at a time
   */
  WindowCounts(int maxSeen) {
    this.maxSeen = maxSeen;
  }

  /** The organisations of a window, and who showed what. */
  private static final class Window {
    final Map<String, Map<Shown, Long>> counts = new HashMap<>();
    final Set<Long> seen = new HashSet<>();
  }

  /** What a process showed; see {@link ProcessHash}. */
  private record Shown(long process, Signature record) {}

  /** What that depends on: few processes show few signatures under few accounts. */
  private record Source(String processId, String user, String signature) {
    Shown shown() {
      return new Shown(ProcessHash.of(processId), PopulationRecord.of(processId, user, signature));
    }
  }

  /** Counts what a sighting shows if it is a record; of any other only that there was one. */
  void add(Sighting sighting) {
    Window window = windows.computeIfAbsent(sighting.windowEnd(), end -> new Window());
    Map<Shown, Long> counts =
        window.counts.computeIfAbsent(sighting.organisation(), organisation -> new HashMap<>());
    if (sighting.kind() != Sighting.Kind.FIRST) {
      return;
    }
    Shown told =
        shown.of(new Source(sighting.processId(), sighting.process().user(), sighting.signature()));
    if (isNew(window, hash(sighting, told))) {
      counts.merge(placed(told, counts), 1L, Long::sum);
    }
  }

  /** Beyond the bound, nothing is told of processes that have no place yet. */
  private Shown placed(Shown shown, Map<Shown, Long> counts) {
    return seen < maxSeen || counts.containsKey(shown)
        ? shown
        : new Shown(ProcessHash.NOT_TOLD, shown.record());
  }

  private boolean isNew(Window window, long hash) {
    if (seen >= maxSeen) {
      return !window.seen.contains(hash);
    }
    boolean isNew = window.seen.add(hash);
    seen += isNew ? 1 : 0;
    return isNew;
  }

  /** The key of an instance is a hash already; that of what it showed is spread over all bits. */
  private static long hash(Sighting sighting, Shown shown) {
    InstanceKey instance = InstanceKey.parse(sighting.instanceKey());
    return instance.high() ^ instance.low() ^ (shown.hashCode() * 0x9E3779B97F4A7C15L);
  }

  /** Hands over what was counted in the windows that end no later than a time, and forgets it. */
  void flush(long windowEnd, Consumer<PopulationCount> out) {
    Map<Long, Window> closed = windows.headMap(windowEnd, true);
    closed.forEach(
        (end, window) -> {
          seen -= window.seen.size();
          tell(end, window, out);
        });
    closed.clear();
  }

  private static void tell(long end, Window window, Consumer<PopulationCount> out) {
    window.counts.forEach(
        (organisation, counts) -> {
          if (counts.isEmpty()) {
            out.accept(new PopulationCount(organisation, end, ProcessHash.NOT_TOLD, "", 0));
          }
          counts.forEach(
              (shown, count) ->
                  out.accept(
                      new PopulationCount(
                          organisation, end, shown.process(), shown.record().text(), count)));
        });
  }

  /** What is counted now. */
  List<PopulationCount> counts() {
    List<PopulationCount> all = new ArrayList<>();
    windows.forEach((end, window) -> tell(end, window, all::add));
    return all;
  }

  /** Who showed what in the windows that are open. */
  List<SeenRecords> seen() {
    List<SeenRecords> all = new ArrayList<>();
    windows.forEach(
        (end, window) ->
            all.add(
                new SeenRecords(end, window.seen.stream().mapToLong(Long::longValue).toArray())));
    return all;
  }

  /** Takes back some of {@link #counts}. */
  void restore(PopulationCount held) {
    Map<Shown, Long> counts =
        windows
            .computeIfAbsent(held.windowEnd(), end -> new Window())
            .counts
            .computeIfAbsent(held.organisation(), organisation -> new HashMap<>());
    if (held.count() > 0) {
      Shown shown = new Shown(held.process(), Signature.parse(held.record()));
      counts.merge(shown, held.count(), Long::sum);
    }
  }

  /** Takes back some of {@link #seen}. */
  void restore(SeenRecords held) {
    Window window = windows.computeIfAbsent(held.windowEnd(), end -> new Window());
    for (long hash : held.hashes()) {
      isNew(window, hash);
    }
  }
}
