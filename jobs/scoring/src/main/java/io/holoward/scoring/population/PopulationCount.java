package io.holoward.scoring.population;

/**
 * How many records of one kind a process had in one window, as far as one subtask saw it.
 *
 * @param windowEnd exclusive end of the window, milliseconds since the epoch
 * @param process who made them, see {@link io.holoward.detection.population.ProcessHash}
 * @param record the columns that are TRUE, in the text form of {@link
 *     io.holoward.entropy.Signature}
 * @param count how many; 0 to tell only that the organisation was seen
 */
public record PopulationCount(
    String organisation, long windowEnd, long process, String record, long count) {}
