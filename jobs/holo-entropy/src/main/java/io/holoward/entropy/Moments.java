package io.holoward.entropy;

/**
 * Count, mean and spread of a stream of numbers, without keeping them.
 *
 * <p>Values are added by Welford's method and partial results merged by Chan's formula; neither
 * subtracts large sums of squares, so a small spread around a large mean keeps its digits. Three
 * numbers of state. Not thread-safe.
 */
public final class Moments {

  private static final String WHAT = "moments";
  private static final String KIND = "HWMO";
  private static final int VERSION = 1;

  private long count;
  private double mean;
  private double squares;

  /** No value yet. */
  public Moments() {}

  private Moments(long count, double mean, double squares) {
    this.count = count;
    this.mean = mean;
    this.squares = squares;
  }

  /**
   * Moments somebody else has computed.
   *
   * @param standardDeviation of the population, 0 or more
   */
  public static Moments of(long count, double mean, double standardDeviation) {
    if (count < 0 || !Double.isFinite(mean) || !(standardDeviation >= 0)) {
      throw new IllegalArgumentException(
          "no moments: count %d, mean %s, standard deviation %s"
              .formatted(count, mean, standardDeviation));
    }
    return count == 0
        ? new Moments()
        : new Moments(count, mean, count * standardDeviation * standardDeviation);
  }

  /**
   * Adds one value.
   *
   * @throws IllegalArgumentException when it is not finite
   */
  public void add(double value) {
    requireFinite(value);
    count++;
    double distance = value - mean;
    mean += distance / count;
    squares += distance * (value - mean);
  }

  /**
   * Adds one value; from {@code memory} values on, older ones fade exponentially, so that the count
   * stays there and the mean and spread follow the last {@code memory} values or so.
   */
  public void addForgetting(double value, long memory) {
    if (count < memory) {
      add(value);
      return;
    }
    requireFinite(value);
    double fading = 1.0 / memory;
    double distance = value - mean;
    double step = fading * distance;
    mean += step;
    squares = (1 - fading) * (squares + count * distance * step);
  }

  /** Adds all values another stream has seen. */
  public void merge(Moments other) {
    long total = count + other.count;
    if (total == 0) {
      return;
    }
    double distance = other.mean - mean;
    double othersShare = (double) other.count / total;
    squares += other.squares + distance * distance * count * othersShare;
    mean += distance * othersShare;
    count = total;
  }

  /** The number of values. */
  public long count() {
    return count;
  }

  /** The mean, 0 without values. */
  public double mean() {
    return mean;
  }

  /** Sum of the squared distances from the mean. */
  public double sumOfSquares() {
    return squares;
  }

  /** Variance of the population (divided by n), 0 without values. */
  public double variance() {
    return count == 0 ? 0 : squares / count;
  }

  /** Variance estimated from a sample (divided by n − 1), 0 below two values. */
  public double sampleVariance() {
    return count < 2 ? 0 : squares / (count - 1);
  }

  /** Standard deviation of the population, 0 without values. */
  public double standardDeviation() {
    return Math.sqrt(variance());
  }

  /** The stored form. */
  public byte[] toBytes() {
    StoredWriter out = new StoredWriter(KIND, VERSION);
    writeTo(out);
    return out.toBytes();
  }

  /**
   * Restores what {@link #toBytes} stored.
   *
   * @throws IllegalArgumentException when the bytes are damaged, of another kind or version
   */
  public static Moments fromBytes(byte[] stored) {
    StoredReader in = new StoredReader(WHAT, KIND, VERSION, stored);
    Moments moments = readFrom(in);
    in.requireEnd();
    return moments;
  }

  void writeTo(StoredWriter out) {
    out.writeNumber(count);
    out.writeDouble(mean);
    out.writeDouble(squares);
  }

  static Moments readFrom(StoredReader in) {
    Moments moments = new Moments(in.readNumber(), in.readDouble(), in.readDouble());
    if (!Double.isFinite(moments.mean) || !(moments.squares >= 0)) {
      throw in.refuse("a mean or a sum of squares in it is impossible");
    }
    return moments;
  }

  private static void requireFinite(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("only finite values have moments, not " + value);
    }
  }
}
