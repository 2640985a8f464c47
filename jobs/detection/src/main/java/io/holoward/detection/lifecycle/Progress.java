package io.holoward.detection.lifecycle;

import java.util.List;

/**
 * How far the discovery of a process is.
 *
 * @param eventTime the tick it was told at, milliseconds since the epoch
 * @param records behaviour records learned; those behind the sealed model once there is one
 * @param distinct distinct signatures among them
 * @param hosts hosts seen, at least: the count ends at 64
 * @param age milliseconds of event time since the process was first seen
 * @param shareNew share of the last records that showed a signature for the first time, 0–1; null
 *     before the first record
 * @param blocking what still blocks promotion; empty for a protected process
 * @param modelVersion version of the sealed model; 0 when there is none
 * @param sealedAt event time of its sealing; null when there is none
 * @param noveltyShare share of the windows in which its instances connected to anything outside
 *     their host that had a new service among it, 0–1; null where that was not observed
 * @param roaming true when that share is so high that novelty does not count for the process
 */
public record Progress(
    String organisation,
    String processId,
    String processName,
    Phase phase,
    boolean locked,
    long eventTime,
    long records,
    long distinct,
    long hosts,
    long age,
    Double shareNew,
    List<String> blocking,
    int modelVersion,
    Long sealedAt,
    Double noveltyShare,
    boolean roaming) {

  public Progress {
    blocking = List.copyOf(blocking);
  }
}
