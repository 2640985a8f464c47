package io.holoward.scoring.decode;

import io.holoward.detection.observation.SourcePosition;
import java.time.Instant;

/**
 * One input record that could not be used, kept whole so that nothing is lost.
 *
 * @param original the record's bytes as they arrived; of a damaged file, the part that explains it
 * @param source where the record stood
 * @param errorClass the kind of error, one of a small fixed set, fit for counting
 * @param message what was wrong with this record, fit for a person
 */
public record DeadLetter(
    byte[] original, SourcePosition source, String errorClass, String message) {

  /**
   * A record whose event lies too far in the future.
   *
   * @param eventTime of the event, milliseconds since the epoch
   * @param ahead of what, and how far: "the event time … lies …"
   */
  public static DeadLetter ahead(
      byte[] original, SourcePosition source, long eventTime, String ahead) {
    return new DeadLetter(
        original,
        source,
        "event-ahead",
        "the event time %s lies %s; correct the sender's clock, or raise time.max-ahead"
            .formatted(Instant.ofEpochMilli(eventTime), ahead));
  }
}
