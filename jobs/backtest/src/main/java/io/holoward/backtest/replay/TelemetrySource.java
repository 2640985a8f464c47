package io.holoward.backtest.replay;

import io.holoward.detection.observation.SourcePosition;
import io.holoward.scoring.decode.Decoded;
import io.holoward.scoring.topology.SourceStream;
import io.holoward.telemetry.input.InputException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Recorded telemetry, wherever it is kept. */
public interface TelemetrySource {

  /**
   * Reads and decodes all of it.
   *
   * @param maxAhead how far an event may lie ahead of the time it was recorded at, before it is a
   *     dead letter: a single wrong clock would otherwise make all that was learned before expire
   * @param taker is given each record, those of an input in their order
   * @param progress is told how far the reading has come, now and then
   * @throws InputException if it cannot be read
   */
  void read(Duration maxAhead, Taker taker, Progress progress) throws IOException;

  /** What a person calls what it reads: files, or topics. */
  List<String> names();

  /**
   * Whether the records of an input stand in the order in which they were received, which is then
   * kept: what the job makes of a host depends on it. Otherwise event time alone decides.
   */
  boolean isInOrderOfArrival();

  /** Takes records. */
  interface Taker {

    /**
     * Takes a record.
     *
     * @param stream the stream it is replayed on
     * @param input the number of its file or partition: decides between records of one time
     * @param position where it stands
     */
    void take(SourceStream stream, int input, SourcePosition position, Decoded record)
        throws IOException;
  }

  /** Is told how far the reading has come. */
  interface Progress {

    /**
     * How far it has come.
     *
     * @param total of the same kind as {@code done}, or -1 while that is unknown
     */
    void read(long done, long total);
  }
}
