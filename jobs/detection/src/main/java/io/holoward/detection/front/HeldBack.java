package io.holoward.detection.front;

import io.holoward.detection.identity.InstanceKey;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.Protocol;

/**
 * Repetitions of a connection that were counted instead of forwarded, all of one window; the first
 * sighting, which was forwarded, is not among them.
 *
 * @param key the process instance
 * @param service the remote end of an outbound connection, the local end of an inbound one
 * @param windowEnd the end of the window, exclusive, in milliseconds since the epoch
 * @param count how many repetitions
 * @param firstTime the earliest event time among them
 * @param lastTime the latest event time among them
 */
public record HeldBack(
    InstanceKey key,
    Endpoint service,
    Direction direction,
    Protocol protocol,
    boolean blocked,
    long windowEnd,
    long count,
    long firstTime,
    long lastTime) {}
