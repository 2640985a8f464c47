package io.holoward.detection.history;

import io.holoward.detection.features.Addresses;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.OrientedConnection;

/** Where one can go to: the only connections of which anything can be new. */
public final class Places {

  private Places() {}

  /**
   * Whether a connection leads to a place: outbound, to the known address of one other machine. The
   * host itself and groups of machines are new to nobody.
   *
   * @param loopback whether the peer is the host itself by an address of its own; one of 127/8 or
   *     ::1 needs no telling
   */
  public static boolean isPlace(OrientedConnection connection, boolean loopback) {
    String address = connection.remote().address();
    return connection.direction() == Direction.OUT && !loopback && isOneMachine(address);
  }

  /** Whether an address is that of one machine, and not of the host itself. */
  static boolean isOneMachine(String address) {
    return address != null
        && !Addresses.isLoopback(address)
        && !Addresses.isMulticast(address)
        && !Addresses.isBroadcast(address)
        && !Addresses.isUnspecified(address);
  }
}
