package io.holoward.detection.front;

import io.holoward.detection.identity.InstanceKey;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.rhythm.Gaps;

/**
 * Repetitions of a connection that were counted instead of forwarded, all of one window; the first
 * sighting, which was forwarded, is not among them, but the times and gaps begin with it.
 *
 * @param key the process instance
 * @param service the remote end of an outbound connection, the local end of an inbound one; of one
 *     told by its client the port alone
 * @param client the address that connected, where it is told; null elsewhere
 * @param loopback whether the peer is the host itself
 * @param windowEnd the end of the window, exclusive, in milliseconds since the epoch
 * @param count how many repetitions
 * @param firstTime the earliest event time among them and the one forwarded
 * @param lastTime the latest event time among them and the one forwarded
 * @param gaps the time between them
 */
public record HeldBack(
    InstanceKey key,
    Endpoint service,
    String client,
    Direction direction,
    Protocol protocol,
    boolean blocked,
    boolean loopback,
    long windowEnd,
    long count,
    long firstTime,
    long lastTime,
    Gaps gaps) {}
