package io.holoward.scoring.exchange;

import java.io.IOException;

/**
 * The form of an immutable part that many values have in common.
 *
 * @param <P> the part
 */
public interface PartForm<P> {

  /** Writes a part, which is never null. */
  void write(P part, FieldWriter out);

  /** Reads what {@link #write} wrote: a part that is equal. */
  P read(FieldReader in) throws IOException;
}
