package io.holoward.entropy;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * The set of TRUE features of one record: sorted, distinct, immutable, with its hash computed once.
 *
 * <p>{@link #text()} joins the names by a single space and {@link #parse} reads it back; a feature
 * name therefore holds no white space. Nor does it hold {@link Pairs#SEPARATOR}.
 */
public final class Signature implements Comparable<Signature> {

  /** The signature without any feature. */
  public static final Signature EMPTY = new Signature(new String[0]);

  /** Texts up to this length are parsed once as long as nothing takes their slot. */
  private static final int LONGEST = 256;

  private static final Parsed[] PARSED = new Parsed[1 << 12];

  private final String[] features;
  private final int hash;

  /** Immutable, so that threads may share it without locks. */
  private record Parsed(String text, Signature signature) {}

  private Signature(String[] sorted) {
    this.features = sorted;
    this.hash = Arrays.hashCode(sorted);
  }

  /** The signature of these features, in any order, repeated or not. */
  public static Signature of(Collection<String> features) {
    return new Signature(features.stream().sorted().distinct().toArray(String[]::new));
  }

  /** The signature of these features, in any order, repeated or not. */
  public static Signature of(String... features) {
    return of(Arrays.asList(features));
  }

  /** Reads what {@link #text()} wrote. */
  public static Signature parse(String text) {
    if (text.isEmpty()) {
      return EMPTY;
    }
    if (text.length() > LONGEST) {
      return of(text.split(" "));
    }
    int hash = text.hashCode();
    int slot = (hash ^ hash >>> 16) & (PARSED.length - 1);
    Parsed parsed = PARSED[slot];
    if (parsed == null || !parsed.text.equals(text)) {
      parsed = new Parsed(text, of(text.split(" ")));
      PARSED[slot] = parsed;
    }
    return parsed.signature;
  }

  /** The names in ascending order, joined by one space. */
  public String text() {
    return String.join(" ", features);
  }

  /** The names in ascending order. */
  public List<String> features() {
    return List.of(features);
  }

  /** The number of TRUE features. */
  public int size() {
    return features.length;
  }

  /** The i-th name in ascending order. */
  public String feature(int i) {
    return features[i];
  }

  /** True when this signature has no feature: such a record says nothing and is never learned. */
  public boolean isEmpty() {
    return features.length == 0;
  }

  /** True when the feature is TRUE here. */
  public boolean contains(String feature) {
    return Arrays.binarySearch(features, feature) >= 0;
  }

  @Override
  public int compareTo(Signature other) {
    return Arrays.compare(features, other.features);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Signature other
        && hash == other.hash
        && Arrays.equals(features, other.features);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return text();
  }
}
