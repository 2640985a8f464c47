package io.holoward.telemetry.input;

import io.holoward.detection.observation.SourcePosition;
import io.holoward.telemetry.format.Reading;
import io.holoward.telemetry.format.TelemetryFormat;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The lines of a stream of bytes. Ends of lines are LF or CRLF, the last line needs none; a byte
 * order mark before the first is dropped. A line longer than {@link
 * TelemetryFormat#MAX_RECORD_BYTES} is skipped in constant memory and comes out faulty.
 */
final class LineReader implements RecordSource {

  private static final int BUFFER = 1 << 16;
  private static final int KEPT_OF_FAULTY = 1024;
  private static final int LIMIT = TelemetryFormat.MAX_RECORD_BYTES;

  private final String name;
  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int limit;
  private long number;
  private boolean finished;

  /** The line so far, as far as it is kept; {@code length} counts all of its bytes. */
  private byte[] line = new byte[512];

  private int kept;
  private long length;

  LineReader(String name, InputStream in) {
    this.name = name;
    this.in = in;
  }

  @Override
  public RawLine next() {
    if (finished) {
      return null;
    }
    kept = 0;
    length = 0;
    try {
      return readLine() ? complete() : null;
    } catch (IOException e) {
      finished = true;
      number++;
      return faulty(
          Reading.Invalid.DAMAGED_INPUT,
          "%s; %,d lines before it were read".formatted(e.getMessage(), number - 1));
    }
  }

  /** Gathers the bytes up to the end of the line; false when there is no further line. */
  private boolean readLine() throws IOException {
    while (true) {
      if (position == limit && !fill()) {
        finished = true;
        return length > 0;
      }
      int end = position;
      while (end < limit && buffer[end] != '\n') {
        end++;
      }
      append(position, end);
      position = end;
      if (end < limit) {
        position++;
        return true;
      }
    }
  }

  private void append(int from, int to) {
    int count = to - from;
    // One byte more than the limit is kept, it may be the CR of the line's end.
    int room = Math.min(count, LIMIT + 1 - kept);
    if (room > 0) {
      if (kept + room > line.length) {
        line = Arrays.copyOf(line, Math.max(kept + room, line.length * 2));
      }
      System.arraycopy(buffer, from, line, kept, room);
      kept += room;
    }
    length += count;
  }

  private RawLine complete() {
    number++;
    if (length <= LIMIT + 1 && kept > 0 && line[kept - 1] == '\r') {
      kept--;
      length--;
    }
    if (length > LIMIT) {
      return faulty(
          Reading.Invalid.OVERSIZED,
          "line of %,d bytes, at most %,d are read".formatted(length, LIMIT));
    }
    int from = number == 1 && startsWithByteOrderMark() ? 3 : 0;
    return RawLine.sound(Arrays.copyOfRange(line, from, kept), new SourcePosition(name, number));
  }

  private boolean startsWithByteOrderMark() {
    return kept >= 3 && line[0] == (byte) 0xef && line[1] == (byte) 0xbb && line[2] == (byte) 0xbf;
  }

  private RawLine faulty(String errorClass, String message) {
    return RawLine.faulty(
        Arrays.copyOf(line, Math.min(kept, KEPT_OF_FAULTY)),
        new SourcePosition(name, number),
        errorClass,
        message);
  }

  private boolean fill() throws IOException {
    int count = in.read(buffer, 0, BUFFER);
    position = 0;
    limit = Math.max(count, 0);
    return count > 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
