package io.holoward.detection.population;

import io.holoward.entropy.RecordCounts;
import io.holoward.entropy.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How the connections of an organisation come about, while it is being learned. Records belong to
 * the tick that follows their window, and are looked at when that tick comes: so a model depends on
 * the set of records before its tick, never on the order of their arrival.
 *
 * <p>Until novelty is known ({@code novelty.warm-up}) records say nothing of it. A model that is
 * sealed before novelty has been known for a horizon therefore speaks of programs and accounts
 * alone, and is followed by a second one, sealed from the records made since; that one is complete,
 * and nothing changes it. Which of the processes were new ({@link PopulationRules#isNewProcess}) is
 * told when it is sealed: only then all that they did is known.
 */
public final class PopulationLearning {

  /** More than there are different records. */
  static final int MAX_DISTINCT = 512;

  /** Marks records that were made while it was known what is new. */
  private static final String TELLS_NOVELTY = "tellsNovelty";

  final TreeMap<Long, ProcessRecords> later = new TreeMap<>();
  ProcessRecords records = new ProcessRecords();
  int version;
  boolean complete;
  long lastSeen = Long.MIN_VALUE;
  long lastCounted = Long.MIN_VALUE;

  /** One that is over: its model was sealed elsewhere, and no other will follow. */
  public static PopulationLearning completedBy(PopulationModel model) {
    PopulationLearning learning = new PopulationLearning();
    learning.version = model.version();
    learning.complete = true;
    return learning;
  }

  /**
   * Adds records of a window.
   *
   * @param windowStart begin of the window, milliseconds since the epoch
   * @param windowEnd its exclusive end
   * @param process who made them, see {@link ProcessHash}
   * @param record what they show
   * @param count how many they are; 0 to tell only that the organisation was seen
   * @return the tick at which they are looked at
   */
  public long add(
      long windowStart,
      long windowEnd,
      long process,
      Signature record,
      long count,
      PopulationRules rules) {
    long tick = rules.ticks().from(windowEnd);
    lastSeen = Math.max(lastSeen, windowEnd);
    if (!complete && count > 0) {
      later
          .computeIfAbsent(tick, any -> new ProcessRecords())
          .add(
              process,
              windowStart,
              rules.tellsNovelty(windowStart) ? marked(record) : record,
              count);
    }
    return tick;
  }

  /** True when no other model will follow: nothing more is learned. */
  public boolean complete() {
    return complete;
  }

  /** Exclusive end of the last window in which the organisation was seen. */
  public long lastSeen() {
    return lastSeen;
  }

  /** True when there is nothing to remember: no model was sealed, and no record counts. */
  public boolean isBlank() {
    return version == 0 && records.isEmpty() && later.isEmpty();
  }

  /**
   * Seals a model at a tick if what was learned by then suffices. Where the last tick that brought
   * records is {@code states.expiry} ago, what was learned is forgotten instead.
   *
   * @return the model, if there is a new one
   */
  public Optional<PopulationModel> tick(String organisation, long tick, PopulationRules rules) {
    Map<Long, ProcessRecords> due = later.headMap(tick, true);
    if (!due.isEmpty()) {
      lastCounted = tick;
      due.values().forEach(records::addAll);
      due.clear();
    } else if (version == 0 && lastCounted + rules.expiry() <= tick) {
      records = new ProcessRecords();
    }
    return complete ? Optional.empty() : seal(organisation, tick, rules);
  }

  /**
   * Seals a model at the end of the input if all that was learned suffices.
   *
   * @return the model, if there is a new one
   */
  public Optional<PopulationModel> end(String organisation, PopulationRules rules) {
    later.values().forEach(records::addAll);
    later.clear();
    return complete ? Optional.empty() : seal(organisation, lastSeen, rules);
  }

  private Optional<PopulationModel> seal(String organisation, long time, PopulationRules rules) {
    if (rules.knowsNovelty(time)) {
      RecordCounts telling = telling(time, rules);
      if (telling.records() >= rules.minRecords()) {
        long[] processes = records.hashes();
        complete = true;
        records = new ProcessRecords();
        later.clear();
        version++;
        return Optional.of(
            PopulationModel.seal(
                organisation, version, time, true, rules.novelty(), processes, telling));
      }
    }
    RecordCounts context = context();
    if (version > 0 || context.records() < rules.minRecords()) {
      return Optional.empty();
    }
    version++;
    return Optional.of(
        PopulationModel.seal(organisation, version, time, false, List.of(), new long[0], context));
  }

  /** The records that tell what was new, those of new processes completed. */
  private RecordCounts telling(long time, PopulationRules rules) {
    RecordCounts telling = new RecordCounts(MAX_DISTINCT);
    long watchedFrom = records.firstSeen();
    records.forEach(
        (shown, record, count) -> {
          if (record.contains(TELLS_NOVELTY)) {
            boolean isNew =
                shown != null
                    && rules.isNewProcess(shown.firstSeen, shown.lastSeen, watchedFrom, time);
            Signature told = unmarked(record);
            telling.add(isNew ? PopulationColumns.ofNewProcess(told) : told, count);
          }
        });
    return telling;
  }

  /** All records, without what is new. */
  private RecordCounts context() {
    RecordCounts context = new RecordCounts(MAX_DISTINCT);
    records.forEach(
        (shown, record, count) ->
            context.add(PopulationColumns.speakingOf(List.of(), unmarked(record)), count));
    return context;
  }

  private static Signature marked(Signature record) {
    List<String> columns = new ArrayList<>(record.features());
    columns.add(TELLS_NOVELTY);
    return Signature.of(columns);
  }

  private static Signature unmarked(Signature record) {
    return Signature.of(
        record.features().stream().filter(column -> !column.equals(TELLS_NOVELTY)).toList());
  }

  /** The stored form: equal contents give equal bytes. */
  public byte[] toBytes() {
    return PopulationLearningCodec.write(this);
  }

  /**
   * Restores what {@link #toBytes} stored.
   *
   * @throws IllegalArgumentException when the bytes are damaged, of another kind or version
   */
  public static PopulationLearning fromBytes(byte[] stored) {
    return PopulationLearningCodec.read(stored);
  }
}
