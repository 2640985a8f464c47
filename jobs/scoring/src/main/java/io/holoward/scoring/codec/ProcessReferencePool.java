package io.holoward.scoring.codec;

import java.io.IOException;

/**
 * Reads references, and gives equal bytes one of them: a process is spoken of in the same words in
 * each of its events. Bounded: 65,536 references of at most 512 bytes, a few dozen MB where a
 * subtask hears of as many instances. Nobody may change what it gives. For one thread.
 *
 * @param <T> what a reference is read as
 */
final class ProcessReferencePool<T> {

  private static final int SLOT_BITS = 16;
  private static final int MAX_BYTES = 512;

  private final BytesTable<T> known = new BytesTable<>(SLOT_BITS, MAX_BYTES);
  private final Parser<T> parser;

  /** How a reference is read that is not known. */
  interface Parser<T> {
    T read(BoundedDecoder in) throws IOException;
  }

  ProcessReferencePool(Parser<T> parser) {
    this.parser = parser;
  }

  /**
   * Reads the next reference.
   *
   * @param in stands at its begin, and afterwards at its end
   */
  T read(BoundedDecoder in) throws IOException {
    int from = in.position();
    skip(in);
    int length = in.position() - from;
    T reference = known.get(in.bytes(), from, length);
    if (reference == null) {
      in.moveTo(from);
      reference = parser.read(in);
      known.put(in.bytes(), from, length, reference);
    }
    return reference;
  }

  /** A text, a number, four texts; each may be absent. */
  private static void skip(BoundedDecoder in) throws IOException {
    skipText(in);
    if (ProcessEventDatumReader.isPresent(in)) {
      in.readLong();
    }
    for (int texts = 4; texts > 0; texts--) {
      skipText(in);
    }
  }

  private static void skipText(BoundedDecoder in) throws IOException {
    if (ProcessEventDatumReader.isPresent(in)) {
      in.skipString();
    }
  }
}
