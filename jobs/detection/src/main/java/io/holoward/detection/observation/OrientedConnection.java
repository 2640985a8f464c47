package io.holoward.detection.observation;

/** A connection whose local end is known: what features are extracted from. */
public record OrientedConnection(
    Direction direction, Protocol protocol, Endpoint local, Endpoint remote) {

  /**
   * The service of the connection: the remote side of an outbound connection, the local side of an
   * inbound one.
   */
  public Endpoint service() {
    return direction == Direction.IN ? local : remote;
  }
}
