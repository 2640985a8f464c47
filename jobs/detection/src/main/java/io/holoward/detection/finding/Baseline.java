package io.holoward.detection.finding;

/**
 * What an alarm was compared with: the confidence behind its score.
 *
 * @param modelVersion 1 for the first sealed model of the process, one more at each sealing
 * @param records behaviour records behind the nearest intended state
 * @param age milliseconds of event time between the sealing and the alarm; 0 when the alarm is the
 *     older one
 * @param state index of the nearest intended state, from 0
 * @param states number of intended states of the process
 */
public record Baseline(int modelVersion, long records, long age, int state, int states) {}
