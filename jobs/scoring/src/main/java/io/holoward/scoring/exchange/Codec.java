package io.holoward.scoring.exchange;

import java.io.IOException;
import java.io.Serializable;

/**
 * The compact form in which the values of an immutable type cross an exchange. Both ends are always
 * of one release, so that the form may change with any.
 *
 * @param <T> the type
 */
public interface Codec<T> extends Serializable {

  /** Writes a value, which is never null. */
  void write(T value, FieldWriter out) throws IOException;

  /** Reads what {@link #write} wrote: a value that is equal. */
  T read(FieldReader in) throws IOException;
}
