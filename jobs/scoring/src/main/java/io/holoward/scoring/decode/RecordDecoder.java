package io.holoward.scoring.decode;

import io.holoward.detection.observation.SourcePosition;
import java.io.Serializable;

/**
 * Turns the bytes of one input record into what they mean. It is sent to the workers before {@link
 * #open}; what it throws is a failure of the platform, never of a record: a bad record is a dead
 * letter.
 */
public interface RecordDecoder extends Serializable {

  /** Prepares decoding on the worker. */
  void open();

  /**
   * Decodes one record.
   *
   * @param record its bytes, kept only where it becomes a dead letter
   * @param position where it stands
   */
  Decoded decode(byte[] record, SourcePosition position);
}
