package io.holoward.scoring.instance;

import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.SourcePosition;

/**
 * What one process instance showed of one signature within one observation window.
 *
 * @param signature the TRUE features, as {@link io.holoward.entropy.Signature#text()}
 * @param connection the first connection that showed it
 * @param count the connections that showed it
 * @param firstSeen event time of the earliest
 * @param lastSeen event time of the latest
 * @param source where the first record that showed it stands
 */
public record WindowEntry(
    String signature,
    OrientedConnection connection,
    long count,
    long firstSeen,
    long lastSeen,
    SourcePosition source) {

  /** The same without the connection that was sent on when the signature was first shown. */
  WindowEntry beyondFirst() {
    return new WindowEntry(signature, connection, count - 1, firstSeen, lastSeen, source);
  }

  WindowEntry plus(InstanceEvent event) {
    return new WindowEntry(
        signature,
        connection,
        count + event.count(),
        Math.min(firstSeen, event.firstSeen()),
        Math.max(lastSeen, event.lastSeen()),
        source);
  }
}
