package io.holoward.telemetry.simulator;

import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Protocol;
import java.util.List;

/**
 * Something that an attacked process does again and again.
 *
 * @param peer whom it has to do with
 * @param peers with how many of them at most
 * @param ports of the service; each occurrence uses all of them, one after the other
 * @param application what is spoken, as packet inspection names it; null for what is usual there
 * @param after how long after the attack's begin the step begins
 * @param factor of a relay: by which the round-trip time grows
 */
record AttackStep(
    Action action,
    Target peer,
    int peers,
    List<Integer> ports,
    Protocol protocol,
    String application,
    Extent after,
    Cadence cadence,
    double factor) {

  /** What is done. */
  enum Action {
    /** The process connects to the peer. */
    CONNECT,
    /** It listens, and the peer connects to it. */
    ACCEPT,
    /** Somebody between the process and the peer passes on what they say: seen in flows only. */
    RELAY
  }

  /**
   * Whom a step has to do with.
   *
   * @param role the kind of peer; null where the address counts
   * @param address a literal one; null where the role counts
   */
  record Target(Peer role, String address) {}

  /** One connection of the step. */
  Contact with(String address, int port) {
    return new Contact(
        action == Action.ACCEPT ? Direction.IN : Direction.OUT,
        protocol,
        address,
        port,
        application == null ? PacketInspection.usual(protocol, port) : application,
        false);
  }
}
