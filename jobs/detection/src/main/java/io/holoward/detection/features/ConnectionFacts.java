package io.holoward.detection.features;

import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.OrientedConnection;

/**
 * What features look at.
 *
 * @param loopback the peer is the host itself
 * @param beacon the connections of the instance to this service come at regular intervals
 */
public record ConnectionFacts(
    OrientedConnection connection, boolean loopback, Novelty novelty, boolean beacon) {

  /** Whether the process connects, rather than accepts. */
  boolean isOutbound() {
    return connection.direction() == Direction.OUT;
  }
}
