package io.holoward.scoring.decode;

import io.holoward.detection.observation.SourcePosition;

/**
 * One input record that could not be used, kept whole so that nothing is lost.
 *
 * @param original the record's bytes as they arrived; of a damaged file, the part that explains it
 * @param source where the record stood
 * @param errorClass the kind of error, one of a small fixed set, fit for counting
 * @param message what was wrong with this record, fit for a person
 */
public record DeadLetter(
    byte[] original, SourcePosition source, String errorClass, String message) {}
