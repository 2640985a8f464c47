package io.holoward.backtest.spool;

import java.util.Comparator;

/**
 * One record on disk, with the key it is sorted by.
 *
 * @param time event time in milliseconds; {@link Long#MIN_VALUE} sorts first
 * @param major decides between equal times
 * @param minor decides between equal majors
 * @param payload what the owner of the spool put in
 */
public record Frame(long time, long major, long minor, byte[] payload) {

  /** Ascending by time, then major, then minor. */
  public static final Comparator<Frame> ORDER =
      Comparator.comparingLong(Frame::time)
          .thenComparingLong(Frame::major)
          .thenComparingLong(Frame::minor);

  /** What a frame costs on the heap beside its payload, roughly, in bytes. */
  static final int OVERHEAD = 64;
}
