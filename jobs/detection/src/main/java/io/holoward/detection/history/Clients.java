package io.holoward.detection.history;

import io.holoward.detection.features.AddressClass;
import io.holoward.detection.features.Addresses;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.OrientedConnection;
import java.io.Serializable;

/**
 * Which inbound connections are told apart by who connects.
 *
 * @param told whether any are; otherwise a service that accepts is one, whoever calls
 */
public record Clients(boolean told) implements Serializable {

  /** A service that accepts is one, whoever calls. */
  public static final Clients UNTOLD = new Clients(false);

  /**
   * Whether the remote end of a connection is a client to be remembered: another machine with a
   * private address. Those of the internet are without number, and each would cost an event.
   *
   * @param loopback whether the peer is the host itself
   */
  public boolean isOne(OrientedConnection connection, boolean loopback) {
    String address = connection.remote().address();
    return told
        && !loopback
        && connection.direction() == Direction.IN
        && Places.isOneMachine(address)
        && Addresses.classify(address) == AddressClass.PRIVATE;
  }
}
