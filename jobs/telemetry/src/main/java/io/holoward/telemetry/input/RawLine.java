package io.holoward.telemetry.input;

import io.holoward.detection.observation.SourcePosition;
import io.holoward.telemetry.format.Reading;
import java.util.Optional;

/** One record of an input before it is read: a line, or a record of an Avro container file. */
public final class RawLine {

  private final byte[] bytes;
  private final SourcePosition position;
  private final Reading.Invalid fault;

  private RawLine(byte[] bytes, SourcePosition position, Reading.Invalid fault) {
    this.bytes = bytes;
    this.position = position;
    this.fault = fault;
  }

  static RawLine sound(byte[] bytes, SourcePosition position) {
    return new RawLine(bytes, position, null);
  }

  static RawLine faulty(byte[] bytes, SourcePosition position, String errorClass, String message) {
    return new RawLine(bytes, position, new Reading.Invalid(errorClass, message));
  }

  /** The line without its end; of a faulty one the first 1,024 bytes. Not a copy. */
  public byte[] bytes() {
    return bytes;
  }

  public SourcePosition position() {
    return position;
  }

  /** Why the record could not be got whole: it is too long, or the input broke off. */
  public Optional<Reading.Invalid> fault() {
    return Optional.ofNullable(fault);
  }
}
