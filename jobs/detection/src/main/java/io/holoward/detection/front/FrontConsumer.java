package io.holoward.detection.front;

import io.holoward.detection.identity.InstanceKey;
import io.holoward.detection.observation.AlarmEvent;
import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.ListenEvent;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.ProcessStartEvent;
import io.holoward.entropy.Signature;

/**
 * Takes what the front made of its events. Every event comes out exactly once, and every connection
 * either as oriented or as twin; hosts are spelled as {@link HostNames} spells them.
 */
public interface FrontConsumer {

  /**
   * A connection that counts.
   *
   * @param loopback whether the peer is the host itself, as far as its addresses are known by now
   * @param completed the event's process with what other events told of the same instance
   */
  void oriented(
      ConnectionEvent event,
      OrientedConnection connection,
      boolean loopback,
      Signature signature,
      InstanceKey key,
      ProcessReference completed);

  /** The second report of a connection that counts already, or will with its richer twin. */
  void twin(ConnectionEvent event);

  /** A bind or listen: it has taught orientation and is of no further use. */
  void listener(ListenEvent event);

  /** The start of a process instance. */
  void processStart(ProcessStartEvent event, InstanceKey key);

  /** An upstream alarm about a process instance. */
  void alarm(AlarmEvent event, InstanceKey key);
}
