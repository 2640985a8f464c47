package io.holoward.entropy;

/**
 * What round-trip times (or any positive statistic) of one key usually are.
 *
 * <p>A value is judged first and learned after. Deviating values are never learned; enough of them
 * in a row are a new level, which replaces the baseline and is reported once. Not thread-safe.
 */
public final class RttBaseline {

  private static final String WHAT = "a round-trip-time baseline";
  private static final String KIND = "HWRB";
  private static final int VERSION = 1;

  private final RttRules rules;
  private Moments usual = new Moments();
  private Moments deviating = new Moments();

  /** The verdict on one value. */
  public enum Verdict {
    /** Not positive or not finite: neither judged nor learned. */
    INVALID,
    /** Learned; too few values so far to judge one. */
    LEARNING,
    /** As usual, and learned. */
    NORMAL,
    /** Deviates; not learned. */
    ANOMALOUS,
    /** The last of a row of deviating values, which are the baseline from now on. */
    RELEARNED
  }

  /**
   * A judged value. The figures are those it was compared with, NaN where it was not judged.
   *
   * @param verdict the verdict
   * @param count values behind the baseline
   * @param mean mean of the baseline, of logarithms where the rules say so
   * @param standardDeviation the same of the deviation, not below the floor
   * @param zScore distance from the mean in standard deviations
   */
  public record Observation(
      Verdict verdict, long count, double mean, double standardDeviation, double zScore) {}

  public RttBaseline(RttRules rules) {
    this.rules = rules;
  }

  /** Judges a value, then learns it if it is as usual. */
  public Observation observe(double value) {
    if (!(value > 0) || !Double.isFinite(value)) {
      return unjudged(Verdict.INVALID);
    }
    double compared = rules.logarithmic() ? Math.log(value) : value;
    if (usual.count() < rules.minCount()) {
      usual.addForgetting(compared, rules.maxCount());
      return unjudged(Verdict.LEARNING);
    }
    double mean = usual.mean();
    double deviation = Math.max(usual.standardDeviation(), rules.deviationFloor());
    long count = usual.count();
    double zScore = (compared - mean) / deviation;
    boolean deviates = (rules.twoSided() ? Math.abs(zScore) : zScore) > rules.k();
    Verdict verdict = deviates ? note(compared) : learn(compared);
    return new Observation(verdict, count, mean, deviation, zScore);
  }

  private Verdict learn(double compared) {
    deviating = new Moments();
    usual.addForgetting(compared, rules.maxCount());
    return Verdict.NORMAL;
  }

  private Verdict note(double compared) {
    deviating.addForgetting(compared, rules.maxCount());
    if (deviating.count() < rules.relearn()) {
      return Verdict.ANOMALOUS;
    }
    usual = deviating;
    deviating = new Moments();
    return Verdict.RELEARNED;
  }

  private Observation unjudged(Verdict verdict) {
    return new Observation(verdict, usual.count(), Double.NaN, Double.NaN, Double.NaN);
  }

  /** The number of values behind the baseline. */
  public long count() {
    return usual.count();
  }

  /** Mean of what was learned, of logarithms where the rules say so. */
  public double mean() {
    return usual.mean();
  }

  /** Sum of the squared distances from the mean. */
  public double sumOfSquares() {
    return usual.sumOfSquares();
  }

  /** The stored form: what was learned and the row of deviating values, without the rules. */
  public byte[] toBytes() {
    StoredWriter out = new StoredWriter(KIND, VERSION);
    usual.writeTo(out);
    deviating.writeTo(out);
    return out.toBytes();
  }

  /**
   * Restores what {@link #toBytes} stored, to go on by these rules.
   *
   * @throws IllegalArgumentException when the bytes are damaged, of another kind or version
   */
  public static RttBaseline fromBytes(byte[] stored, RttRules rules) {
    StoredReader in = new StoredReader(WHAT, KIND, VERSION, stored);
    RttBaseline baseline = new RttBaseline(rules);
    baseline.usual = Moments.readFrom(in);
    baseline.deviating = Moments.readFrom(in);
    in.requireEnd();
    return baseline;
  }
}
