package io.holoward.entropy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The sealed intended states of one process: built once, scored often, never changed by scoring.
 *
 * <p>With {@link ScoringRules#pairs} all figures, the removal of outliers among them, are those of
 * records extended by their pairs; states are told apart, known, stored and summarised by the
 * features alone.
 *
 * <p>An alarm is scored in every state; the nearest decides: the smallest z, then the smallest
 * outlier factor, then the lowest index (the largest state comes first).
 *
 * <p><b>Cost.</b> A signature scored before costs one look-up and allocates nothing (the last
 * {@value #MEMO_SIZE} signatures are remembered, with pairs some 2 KB each). A new one costs one
 * pass over the distinct signatures and over those that share a feature or a pair with it, whatever
 * the number of records; under {@link ScoreStatistics#BASELINE} only its own features and pairs.
 * {@link ScoredColumns#FULL} adds a pass over the features, not over the pairs. Pairs take heap: 8
 * bytes for each pair of a distinct signature, 20 for each distinct pair.
 *
 * <p>The observable value is immutable; the scratch space and the memo behind {@link #score}
 * confine an instance to one thread.
 */
public final class IntendedStates {

  private static final String WHAT = "intended states";
  private static final String KIND = "HWIS";
  private static final int VERSION = 1;
  private static final int MEMO_SIZE = 1024;

  private final List<StateModel> models;
  private final List<StateScorer> scorers;
  private final ScoringRules rules;
  private final long removedRecords;
  private final Set<Signature> knownSignatures = new HashSet<>();
  private final Map<Signature, AlarmScore> memo = new Memo();
  private String contentHash;

  private IntendedStates(List<DistinctRecords> states, long removedRecords, ScoringRules rules) {
    this.rules = rules;
    this.removedRecords = removedRecords;
    models = states.stream().map(data -> new StateModel(data, rules)).toList();
    scorers = models.stream().map(model -> new StateScorer(model, rules)).toList();
    states.forEach(data -> knownSignatures.addAll(List.of(data.signatures)));
  }

  /**
   * Builds the intended states of what was learned: groups it where several states are asked for,
   * then takes the outliers out of each group. Pooled records have no features and are left out.
   */
  public static IntendedStates seal(
      RecordCounts counts, SealingRules sealing, ScoringRules scoring) {
    List<DistinctRecords> kept = new ArrayList<>();
    long removed = 0;
    for (DistinctRecords group : groups(counts.toDistinctRecords(), sealing.maxStates())) {
      DistinctRecords cleaned = clean(group, sealing, scoring);
      removed += group.records - cleaned.records;
      kept.add(cleaned);
    }
    kept.sort(
        Comparator.comparingLong((DistinctRecords data) -> -data.records)
            .thenComparing(data -> data.size() == 0 ? Signature.EMPTY : data.signatures[0]));
    return new IntendedStates(kept, removed, scoring);
  }

  /**
   * The intended states of records that were grouped and cleaned before: what {@link #summaries}
   * told of another model gives an equal one.
   *
   * @param states the records of each state, at least one state
   * @param removedRecords how many records were taken out as outliers before
   */
  public static IntendedStates restore(
      List<RecordCounts> states, long removedRecords, ScoringRules scoring) {
    return new IntendedStates(
        states.stream().map(RecordCounts::toDistinctRecords).toList(), removedRecords, scoring);
  }

  /**
   * States given one by one, in this order, with columns that exist although none is TRUE there.
   */
  static IntendedStates of(
      List<? extends SortedMap<Signature, Long>> states,
      Collection<String> extraColumns,
      ScoringRules scoring) {
    return new IntendedStates(
        states.stream().map(state -> DistinctRecords.of(state, extraColumns)).toList(), 0, scoring);
  }

  private static List<DistinctRecords> groups(DistinctRecords data, int maxStates) {
    if (maxStates == 1 || data.size() < 2) {
      return List.of(data);
    }
    int[] assignment = BernoulliMixture.fit(data, maxStates).assignment();
    Map<Integer, TreeMap<Signature, Long>> groups = new TreeMap<>();
    for (int d = 0; d < assignment.length; d++) {
      groups
          .computeIfAbsent(assignment[d], group -> new TreeMap<>())
          .put(data.signatures[d], data.multiplicity[d]);
    }
    return groups.values().stream().map(group -> DistinctRecords.of(group, List.of())).toList();
  }

  private static DistinctRecords clean(
      DistinctRecords data, SealingRules sealing, ScoringRules scoring) {
    if (sealing.removal() == OutlierRemoval.NONE) {
      return data;
    }
    long[] first = new long[data.size() + 1];
    for (int d = 0; d < data.size(); d++) {
      first[d + 1] = first[d] + data.multiplicity[d];
    }
    RecordRemoval removal =
        new RecordRemoval(
            data.extendedFor(scoring),
            (row, left) -> first[row] + left,
            scoring.columns(),
            scoring.threshold(),
            sealing.maxRemovedShare());
    return data.withMultiplicities(removal.run(sealing.removal()).remaining());
  }

  /** Scores an alarm without learning it. */
  public AlarmScore score(Signature alarm) {
    AlarmScore known = memo.get(alarm);
    if (known != null) {
      return known;
    }
    AlarmScore score = compute(alarm);
    memo.put(alarm, score);
    return score;
  }

  private AlarmScore compute(Signature alarm) {
    int nearest = 0;
    for (int state = 0; state < scorers.size(); state++) {
      scorers.get(state).evaluate(alarm);
      if (scorers.get(state).isNearerThan(scorers.get(nearest))) {
        nearest = state;
      }
    }
    return scorers.get(nearest).result(alarm, nearest, scorers.size(), knows(alarm));
  }

  /** True when some state holds a record with exactly this signature. */
  public boolean knows(Signature signature) {
    return knownSignatures.contains(signature);
  }

  /** Whether any state has the records it takes for an alarm to be an outlier at all. */
  public boolean canDetect() {
    int alarm = rules.statistics() == ScoreStatistics.AUGMENTED ? 1 : 0;
    return models.stream()
        .anyMatch(model -> rules.threshold().canDetect(model.data.records + alarm));
  }

  /** The number of states, at least 1. */
  public int states() {
    return models.size();
  }

  /** The records of all states. */
  public long records() {
    return models.stream().mapToLong(model -> model.data.records).sum();
  }

  /** The records that were taken out as outliers when the states were sealed. */
  public long removedRecords() {
    return removedRecords;
  }

  /** The distinct signatures of all states. */
  public long distinct() {
    return knownSignatures.size();
  }

  /** What each state holds, in the order of {@link AlarmScore#state}. */
  public List<StateSummary> summaries() {
    return models.stream().map(this::summary).toList();
  }

  private StateSummary summary(StateModel model) {
    FactorDistribution factors = model.ownFactors(rules.columns());
    List<ColumnSummary> columns = new ArrayList<>();
    String[] features = model.data.columns.features;
    for (int j = 0; j < features.length; j++) {
      columns.add(ColumnSummary.of(features[j], model.trueCounts[j], model.data.records));
    }
    return new StateSummary(
        model.data.records,
        model.data.toMap(),
        List.copyOf(columns),
        factors.mean(),
        factors.standardDeviation(),
        rules.threshold().threshold(factors),
        factors.min(),
        factors.max());
  }

  /** The stored form: the records of each state. Equal states give equal bytes. */
  public byte[] toBytes() {
    StoredWriter out = new StoredWriter(KIND, VERSION);
    out.writeNumber(removedRecords);
    out.writeNumber(models.size());
    models.forEach(model -> model.data.writeTo(out));
    return out.toBytes();
  }

  /**
   * Restores what {@link #toBytes} stored, to be scored by these rules.
   *
   * @throws IllegalArgumentException when the bytes are damaged, of another kind or version
   */
  public static IntendedStates fromBytes(byte[] stored, ScoringRules scoring) {
    StoredReader in = new StoredReader(WHAT, KIND, VERSION, stored);
    long removed = in.readNumber();
    int size = in.readSize();
    if (size == 0) {
      throw in.refuse("it holds no state");
    }
    List<DistinctRecords> states = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      states.add(DistinctRecords.readFrom(in));
    }
    in.requireEnd();
    return new IntendedStates(states, removed, scoring);
  }

  /** 32 hexadecimal digits that differ when the stored states or the scoring rules differ. */
  public String contentHash() {
    if (contentHash == null) {
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(toBytes());
        digest.update(rules.canonicalText().getBytes(StandardCharsets.UTF_8));
        contentHash = HexFormat.of().formatHex(digest.digest(), 0, 16);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }
    return contentHash;
  }

  /** Forgets the signature that was asked for least recently. */
  private static final class Memo extends LinkedHashMap<Signature, AlarmScore> {

    private static final long serialVersionUID = 1;

    Memo() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Signature, AlarmScore> eldest) {
      return size() > MEMO_SIZE;
    }
  }
}
