package io.holoward.telemetry.simulator;

import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Protocol;

/**
 * A kind of connection that a program makes again and again.
 *
 * @param port of the service: the peer's for an outbound connection, the program's for an inbound
 *     one
 * @param perDay how often on the mean on one host
 */
record Behaviour(
    Direction direction, Protocol protocol, Peer peer, int port, double perDay, Rhythm rhythm) {

  static Behaviour out(Protocol protocol, Peer peer, int port, double perDay) {
    return new Behaviour(Direction.OUT, protocol, peer, port, perDay, Rhythm.ALWAYS);
  }

  static Behaviour in(Protocol protocol, Peer peer, int port, double perDay) {
    return new Behaviour(Direction.IN, protocol, peer, port, perDay, Rhythm.ALWAYS);
  }

  /** The same at other times of the day. */
  Behaviour during(Rhythm other) {
    return new Behaviour(direction, protocol, peer, port, perDay, other);
  }
}
