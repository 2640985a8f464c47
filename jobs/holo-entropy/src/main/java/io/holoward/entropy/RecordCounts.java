package io.holoward.entropy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;

/**
 * What a process has been seen to do so far: distinct signatures, each with its number of records.
 *
 * <p>At most {@code maxDistinct} signatures are held. Beyond, the rarest is pooled: its records are
 * still counted, its features are forgotten. Among equally rare ones the last in order of names
 * goes. Up to the bound the content depends on what was added only, never on the order; beyond it a
 * signature that was pooled starts from nothing when it returns, so the order can decide among rare
 * signatures. About 150 bytes of heap a signature, beside its names.
 *
 * <p>Not thread-safe.
 */
public final class RecordCounts {

  private static final String WHAT = "record counts";
  private static final String KIND = "HWRC";
  private static final int VERSION = 1;

  private final int maxDistinct;
  private final Map<Signature, Long> counts = new HashMap<>();
  private long records;
  private long pooled;

  /**
   * @param maxDistinct number of distinct signatures to hold, at least 1
   */
  public RecordCounts(int maxDistinct) {
    if (maxDistinct < 1) {
      throw new IllegalArgumentException("maxDistinct must be at least 1, not " + maxDistinct);
    }
    this.maxDistinct = maxDistinct;
  }

  /** Adds so many records of one signature: at least 1, and no more than 2⁶⁰ in all. */
  public void add(Signature signature, long multiplicity) {
    if (multiplicity < 1 || multiplicity > DistinctRecords.MOST_RECORDS - records) {
      throw new IllegalArgumentException("cannot add " + multiplicity + " records");
    }
    records += multiplicity;
    counts.merge(signature, multiplicity, Long::sum);
    if (counts.size() > maxDistinct) {
      poolRarest();
    }
  }

  private void poolRarest() {
    Map.Entry<Signature, Long> rarest = null;
    for (Map.Entry<Signature, Long> entry : counts.entrySet()) {
      if (rarest == null || isRarer(entry, rarest)) {
        rarest = entry;
      }
    }
    pooled += rarest.getValue();
    counts.remove(rarest.getKey());
  }

  private static boolean isRarer(Map.Entry<Signature, Long> a, Map.Entry<Signature, Long> b) {
    int order = Long.compare(a.getValue(), b.getValue());
    return order < 0 || (order == 0 && a.getKey().compareTo(b.getKey()) > 0);
  }

  /** All records ever added, the pooled ones among them. */
  public long records() {
    return records;
  }

  /** The number of distinct signatures held. */
  public int distinct() {
    return counts.size();
  }

  /** The records whose signature was given up because the bound was reached. */
  public long pooled() {
    return pooled;
  }

  /** The records held of this signature, 0 when there are none. */
  public long count(Signature signature) {
    return counts.getOrDefault(signature, 0L);
  }

  /** Visits the signatures held and their counts, in ascending order of signature. */
  public void forEach(ObjLongConsumer<Signature> visitor) {
    new TreeMap<>(counts).forEach(visitor::accept);
  }

  DistinctRecords toDistinctRecords() {
    return DistinctRecords.of(new TreeMap<>(counts), List.of());
  }

  /** The stored form: equal contents give equal bytes. */
  public byte[] toBytes() {
    StoredWriter out = new StoredWriter(KIND, VERSION);
    out.writeNumber(maxDistinct);
    out.writeNumber(pooled);
    toDistinctRecords().writeTo(out);
    return out.toBytes();
  }

  /**
   * Restores what {@link #toBytes} stored.
   *
   * @throws IllegalArgumentException when the bytes are damaged, of another kind or version
   */
  public static RecordCounts fromBytes(byte[] stored) {
    StoredReader in = new StoredReader(WHAT, KIND, VERSION, stored);
    int maxDistinct = in.readBelow(Integer.MAX_VALUE);
    if (maxDistinct < 1) {
      throw in.refuse("its bound is 0");
    }
    RecordCounts restored = new RecordCounts(maxDistinct);
    long pooled = in.readNumber();
    DistinctRecords held = DistinctRecords.readFrom(in);
    in.requireEnd();
    if (held.size() > maxDistinct || pooled > DistinctRecords.MOST_RECORDS) {
      throw in.refuse("it holds more signatures or records than it can");
    }
    restored.counts.putAll(held.toMap());
    restored.pooled = pooled;
    restored.records = pooled + held.records;
    return restored;
  }
}
