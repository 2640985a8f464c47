package io.holoward.telemetry.simulator;

import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Protocol;

/**
 * A kind of connection that a program makes again and again.
 *
 * @param port of the service: the peer's for an outbound connection, the program's for an inbound
 *     one
 * @param perDay how often on the mean on one host
 * @param lasting true when each connection stays open until the next one of the behaviour; a
 *     program has at most one such behaviour on a port
 */
record Behaviour(
    Direction direction,
    Protocol protocol,
    Peer peer,
    int port,
    double perDay,
    Rhythm rhythm,
    boolean lasting) {

  static Behaviour out(Protocol protocol, Peer peer, int port, double perDay) {
    return new Behaviour(Direction.OUT, protocol, peer, port, perDay, Rhythm.ALWAYS, false);
  }

  static Behaviour in(Protocol protocol, Peer peer, int port, double perDay) {
    return new Behaviour(Direction.IN, protocol, peer, port, perDay, Rhythm.ALWAYS, false);
  }

  /** The same at other times of the day. */
  Behaviour during(Rhythm other) {
    return new Behaviour(direction, protocol, peer, port, perDay, other, lasting);
  }

  /** The same with connections that stay open. */
  Behaviour keptOpen() {
    return new Behaviour(direction, protocol, peer, port, perDay, rhythm, true);
  }

  /** One such connection with this peer. */
  Contact with(String address) {
    return new Contact(
        direction, protocol, address, port, PacketInspection.usual(protocol, port), lasting);
  }
}
