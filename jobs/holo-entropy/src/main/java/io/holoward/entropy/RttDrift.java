package io.holoward.entropy;

/**
 * Notices a level that creeps away in steps too small to be seen one by one.
 *
 * <p>The baseline of {@link RttBaseline} follows such a creep; this one stands still. The first
 * values are its reference and are frozen; what later ones deviate from them beyond a slack is
 * added up, upwards and downwards apart, and reported when the sum exceeds a limit. The value after
 * a report begins a new reference, so that a level which goes on moving is reported again and one
 * that stays is not. Not thread-safe.
 *
 * <p>Source: the two-sided tabular CUSUM and its estimate of the new level, D. C. Montgomery,
 * "Introduction to Statistical Quality Control", chapter on CUSUM charts; after E. S. Page,
 * "Continuous inspection schemes", 1954.
 */
public final class RttDrift {

  private static final String WHAT = "a round-trip-time drift";
  private static final String KIND = "HWRD";
  private static final int VERSION = 1;

  private final DriftRules rules;
  private Moments reference = new Moments();
  private Side above = Side.NOTHING;
  private Side below = Side.NOTHING;

  /** What has added up on one side, and over how many values. */
  private record Side(double sum, long values) {

    static final Side NOTHING = new Side(0, 0);

    Side plus(double excess) {
      return sum + excess > 0 ? new Side(sum + excess, values + 1) : NOTHING;
    }
  }

  public RttDrift(DriftRules rules) {
    this.rules = rules;
  }

  /**
   * Learns a value as part of the reference, or compares it with the reference.
   *
   * @param logValue logarithm of the value, finite
   * @return true when it makes the drift large enough to be reported
   */
  public boolean observe(double logValue) {
    if (reported()) {
      restart();
    }
    if (reference.count() < rules.reference()) {
      reference.add(logValue);
      return false;
    }
    double standardised = (logValue - reference.mean()) / deviation();
    above = above.plus(standardised - slack());
    below = below.plus(-standardised - slack());
    return reported();
  }

  /** Forgets everything, because the level is known to be another one; the next value begins. */
  public void restart() {
    reference = new Moments();
    above = Side.NOTHING;
    below = Side.NOTHING;
  }

  /** Mean of the logarithms that stand for the past; of those so far while they are learned. */
  public double referenceMean() {
    return reference.mean();
  }

  /**
   * Where the level is now by the values that have added up, as a logarithm; the reference's mean
   * while nothing has. Right after a report it says where the drift has led.
   */
  public double level() {
    if (above.sum() == 0 && below.sum() == 0) {
      return reference.mean();
    }
    boolean upwards = above.sum() >= below.sum();
    Side side = upwards ? above : below;
    double distance = deviation() * (slack() + side.sum() / side.values());
    return reference.mean() + (upwards ? distance : -distance);
  }

  private boolean reported() {
    return above.sum() > rules.limit() || below.sum() > rules.limit();
  }

  private double deviation() {
    return Math.max(reference.standardDeviation(), rules.deviationFloor());
  }

  private double slack() {
    return Math.max(rules.slack(), rules.slackFloor() / deviation());
  }

  /** The stored form: the reference and what has added up, without the rules. */
  public byte[] toBytes() {
    StoredWriter out = new StoredWriter(KIND, VERSION);
    reference.writeTo(out);
    write(out, above);
    write(out, below);
    return out.toBytes();
  }

  /**
   * Restores what {@link #toBytes} stored, to go on by these rules.
   *
   * @throws IllegalArgumentException when the bytes are damaged, of another kind or version
   */
  public static RttDrift fromBytes(byte[] stored, DriftRules rules) {
    StoredReader in = new StoredReader(WHAT, KIND, VERSION, stored);
    RttDrift drift = new RttDrift(rules);
    drift.reference = Moments.readFrom(in);
    drift.above = readSide(in);
    drift.below = readSide(in);
    in.requireEnd();
    return drift;
  }

  private static void write(StoredWriter out, Side side) {
    out.writeNumber(side.values());
    if (side.values() > 0) {
      out.writeDouble(side.sum());
    }
  }

  private static Side readSide(StoredReader in) {
    long values = in.readNumber();
    if (values == 0) {
      return Side.NOTHING;
    }
    double sum = in.readDouble();
    if (!(sum > 0) || !Double.isFinite(sum)) {
      throw in.refuse("a sum in it is impossible");
    }
    return new Side(sum, values);
  }
}
