package io.holoward.telemetry.format;

/**
 * Reads the records of one kind of telemetry.
 *
 * <p>A format keeps buffers and caches: it belongs to one thread and is made on the worker that
 * uses it, by name ({@link TelemetryFormats#byName}), rather than sent there.
 */
public interface TelemetryFormat {

  /** A record longer than this many bytes is invalid in every format. */
  int MAX_RECORD_BYTES = 1 << 20;

  /** The name it has in configurations and on the command line. */
  String name();

  /**
   * Reads one record. Bad input is an answer ({@link Reading.Invalid}), never an exception.
   *
   * @param record holds the record's bytes; not kept, not changed
   * @param offset where the record begins in it
   * @param length the record's length in bytes, without its line end
   */
  Reading read(byte[] record, int offset, int length, ReadContext context);
}
