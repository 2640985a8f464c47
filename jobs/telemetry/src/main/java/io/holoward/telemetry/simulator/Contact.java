package io.holoward.telemetry.simulator;

import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Protocol;

/**
 * What a process does on the network once: a connection before it has a client port.
 *
 * @param peer the address of the other end
 * @param port of the service, on whichever side offers it
 * @param application what is spoken, as packet inspection names it; null where it knows no name
 * @param lasting true when the connection stays open until the process makes the next of its kind
 */
record Contact(
    Direction direction,
    Protocol protocol,
    String peer,
    int port,
    String application,
    boolean lasting) {

  /** A short connection to a service that is what its port says. */
  static Contact out(String peer, int port) {
    return new Contact(
        Direction.OUT, Protocol.TCP, peer, port, PacketInspection.usual(Protocol.TCP, port), false);
  }

  boolean isOut() {
    return direction == Direction.OUT;
  }
}
