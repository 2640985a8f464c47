package io.holoward.telemetry.input;

import java.io.Closeable;

/** The records of one opened file, in its order. */
interface RecordSource extends Closeable {

  /** The next record, or null at the end. A damage is one last, faulty record. */
  RawLine next();
}
