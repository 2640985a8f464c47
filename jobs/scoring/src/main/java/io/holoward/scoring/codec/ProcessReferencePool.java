package io.holoward.scoring.codec;

import io.holoward.schema.ProcessReference;
import java.io.IOException;
import java.util.Arrays;

/**
 * Gives equal bytes one reference: a process is spoken of in the same words in each of its events.
 * Direct-mapped: bounded (16,384 references of at most 512 bytes), a collision replaces. Nobody may
 * change what it gives. For one thread.
 */
final class ProcessReferencePool {

  private static final int SLOT_BITS = 14;
  private static final int MAX_BYTES = 512;

  private final Known[] slots = new Known[1 << SLOT_BITS];

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Known(byte[] bytes, ProcessReference reference) {}

  /** How a reference is read that is not known. */
  interface Parser {
    ProcessReference read(BoundedDecoder in) throws IOException;
  }

  /**
   * Reads the next reference.
   *
   * @param in stands at its begin, and afterwards at its end
   */
  ProcessReference read(BoundedDecoder in, Parser parser) throws IOException {
    int from = in.position();
    skip(in);
    int length = in.position() - from;
    if (length > MAX_BYTES) {
      in.moveTo(from);
      return parser.read(in);
    }
    byte[] bytes = in.bytes();
    int slot = BytesHash.of(bytes, from, length) >>> (Integer.SIZE - SLOT_BITS);
    Known known = slots[slot];
    if (known == null
        || !Arrays.equals(known.bytes, 0, known.bytes.length, bytes, from, from + length)) {
      in.moveTo(from);
      known = new Known(Arrays.copyOfRange(bytes, from, from + length), parser.read(in));
      slots[slot] = known;
    }
    return known.reference;
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
