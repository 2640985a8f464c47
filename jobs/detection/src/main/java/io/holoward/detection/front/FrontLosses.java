package io.holoward.detection.front;

/**
 * What the bounds of a front have cost since it was created; all zero in a job that is large
 * enough.
 *
 * @param twins connections forgotten before a twin came, which would then count twice
 * @param held filtering events released before their time was up
 * @param instances names of process instances forgotten
 * @param hosts hosts whose addresses were forgotten
 */
public record FrontLosses(long twins, long held, long instances, long hosts) {}
