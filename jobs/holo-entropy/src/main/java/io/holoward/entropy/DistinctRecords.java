package io.holoward.entropy;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The distinct records of a data set with their multiplicities, in ascending order of signature:
 * row d holds the indices of its TRUE columns in ascending order, all rows in one array. Immutable.
 */
final class DistinctRecords {

  /** Far above any real number, and low enough that sums of such numbers do not overflow. */
  static final long MOST_RECORDS = 1L << 60;

  final Columns columns;
  final Signature[] signatures;
  final long[] multiplicity;
  final int[] rowStart;
  final int[] rowColumn;
  final long records;

  /**
   * @param extraColumns columns that exist although no record may be TRUE there
   */
  static DistinctRecords of(SortedMap<Signature, Long> counts, Collection<String> extraColumns) {
    TreeSet<String> columns = new TreeSet<>(extraColumns);
    counts.keySet().forEach(signature -> columns.addAll(signature.features()));
    return new DistinctRecords(Columns.of(columns.toArray(String[]::new)), counts);
  }

  private DistinctRecords(Columns columns, SortedMap<Signature, Long> counts) {
    this(
        columns,
        counts.keySet().toArray(Signature[]::new),
        counts.values().stream().mapToLong(Long::longValue).toArray());
  }

  private DistinctRecords(Columns columns, Signature[] signatures, long[] multiplicity) {
    this.columns = columns;
    this.signatures = signatures;
    this.multiplicity = multiplicity;
    records = Arrays.stream(multiplicity).sum();
    rowStart = new int[signatures.length + 1];
    for (int d = 0; d < signatures.length; d++) {
      rowStart[d + 1] = rowStart[d] + columns.countTrue(signatures[d]);
    }
    rowColumn = new int[rowStart[signatures.length]];
    for (int d = 0; d < signatures.length; d++) {
      columns.locate(signatures[d], rowColumn, rowStart[d]);
    }
  }

  /** The same records over the columns that these rules score. */
  DistinctRecords extendedFor(ScoringRules rules) {
    return rules.pairs()
        ? new DistinctRecords(
            columns.withPairs(Arrays.asList(signatures)), signatures, multiplicity)
        : this;
  }

  int size() {
    return signatures.length;
  }

  /** The row of a signature that is among the records. */
  int rowOf(Signature signature) {
    return Arrays.binarySearch(signatures, signature);
  }

  /** How many records are TRUE in each column, with so many of each distinct record. */
  long[] trueCounts(long[] multiplicities) {
    long[] counts = new long[columns.size()];
    for (int d = 0; d < size(); d++) {
      for (int i = rowStart[d]; i < rowStart[d + 1]; i++) {
        counts[rowColumn[i]] += multiplicities[d];
      }
    }
    return counts;
  }

  /** The same records in other numbers; those left with none are gone, and so are their columns. */
  DistinctRecords withMultiplicities(long[] multiplicities) {
    TreeMap<Signature, Long> kept = new TreeMap<>();
    for (int d = 0; d < size(); d++) {
      if (multiplicities[d] > 0) {
        kept.put(signatures[d], multiplicities[d]);
      }
    }
    return of(kept, List.of());
  }

  SortedMap<Signature, Long> toMap() {
    TreeMap<Signature, Long> counts = new TreeMap<>();
    for (int d = 0; d < size(); d++) {
      counts.put(signatures[d], multiplicity[d]);
    }
    return counts;
  }

  /** Writes the records by their features alone: pairs follow from these. */
  void writeTo(StoredWriter out) {
    out.writeNumber(columns.features.length);
    for (String column : columns.features) {
      out.writeText(column);
    }
    out.writeNumber(size());
    for (int d = 0; d < size(); d++) {
      out.writeNumber(multiplicity[d]);
      out.writeNumber(signatures[d].size());
      for (int i = 0; i < signatures[d].size(); i++) {
        out.writeNumber(rowColumn[rowStart[d] + i]);
      }
    }
  }

  static DistinctRecords readFrom(StoredReader in) {
    String[] columns = new String[in.readSize()];
    for (int j = 0; j < columns.length; j++) {
      columns[j] = in.readText();
      if (j > 0 && columns[j].compareTo(columns[j - 1]) <= 0) {
        throw in.refuse("its columns are not in order");
      }
    }
    TreeMap<Signature, Long> counts = new TreeMap<>();
    long records = 0;
    for (int left = in.readSize(); left > 0; left--) {
      long multiplicity = in.readNumber();
      records += multiplicity;
      if (multiplicity == 0 || multiplicity > MOST_RECORDS || records > MOST_RECORDS) {
        throw in.refuse("a number of records in it is impossible");
      }
      if (counts.put(readSignature(in, columns), multiplicity) != null) {
        throw in.refuse("a record in it is repeated");
      }
    }
    return new DistinctRecords(Columns.of(columns), counts);
  }

  private static Signature readSignature(StoredReader in, String[] columns) {
    String[] features = new String[in.readSize()];
    for (int i = 0; i < features.length; i++) {
      features[i] = columns[in.readBelow(columns.length)];
    }
    return Signature.of(features);
  }
}
