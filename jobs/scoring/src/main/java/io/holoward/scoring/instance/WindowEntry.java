package io.holoward.scoring.instance;

import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.rhythm.Moments;

/**
 * What one process instance showed of one signature within one observation window.
 *
 * @param signature the TRUE features, as {@link io.holoward.entropy.Signature#text()}
 * @param connection the earliest connection that showed it
 * @param count the connections that showed it; of refused ones, those that were counted only
 * @param firstSeen event time of the earliest
 * @param lastSeen event time of the latest
 * @param source where the record of that connection stands; null when none is known
 * @param blocked whether the host's firewall refused them: such an entry is no behaviour
 */
public record WindowEntry(
    String signature,
    OrientedConnection connection,
    long count,
    long firstSeen,
    long lastSeen,
    SourcePosition source,
    boolean blocked) {

  static WindowEntry of(String signature, InstanceEvent event) {
    return new WindowEntry(
        signature,
        event.connections().get(0),
        event.count(),
        event.firstSeen(),
        event.lastSeen(),
        event.source(),
        false);
  }

  /** Of refused connections, which are all sent on; only their repetitions are counted. */
  static WindowEntry refused(String signature, InstanceEvent event) {
    return new WindowEntry(
        signature,
        event.connections().get(0),
        0,
        event.firstSeen(),
        event.lastSeen(),
        event.source(),
        true);
  }

  /** The same without the connection that was sent on when the signature was first shown. */
  WindowEntry beyondFirst() {
    return new WindowEntry(signature, connection, count - 1, firstSeen, lastSeen, source, blocked);
  }

  /**
   * With one more event. What tells of the entry is the earliest, whichever came first: connections
   * to several services may overtake one another on their way through the histories.
   */
  WindowEntry plus(InstanceEvent event) {
    WindowEntry sum = plus(event.count(), event.firstSeen(), event.lastSeen());
    return isBefore(event)
        ? new WindowEntry(
            signature,
            event.connections().get(0),
            sum.count,
            sum.firstSeen,
            sum.lastSeen,
            event.source(),
            blocked)
        : sum;
  }

  private boolean isBefore(InstanceEvent event) {
    if (event.source() == null || event.firstSeen() != firstSeen || source == null) {
      return event.source() != null && event.firstSeen() <= firstSeen;
    }
    return SourcePosition.ORDER.compare(event.source(), source) < 0;
  }

  /** With further connections, counted only. */
  WindowEntry plus(long repeated, Moments moments) {
    return repeated == 0 ? this : plus(repeated, moments.first(), moments.last());
  }

  /** The same with a record that shows it. */
  WindowEntry from(SourcePosition record) {
    return new WindowEntry(signature, connection, count, firstSeen, lastSeen, record, blocked);
  }

  private WindowEntry plus(long more, long first, long last) {
    return new WindowEntry(
        signature,
        connection,
        count + more,
        Math.min(firstSeen, first),
        Math.max(lastSeen, last),
        source,
        blocked);
  }
}
