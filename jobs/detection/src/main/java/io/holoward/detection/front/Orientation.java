package io.holoward.detection.front;

import io.holoward.detection.features.Addresses;
import io.holoward.detection.observation.ConnectionEvent;
import io.holoward.detection.observation.ConnectionEvent.Ends;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.Sensor;

/**
 * Finds the local end of a connection. Field names do not tell it: sensors disagree on what source
 * and destination mean for an inbound connection, one sensor even between TCP and UDP.
 */
public final class Orientation {

  /** The lowest port any common system hands out to clients (Linux). */
  private static final int CLIENT_PORTS = 32768;

  private Orientation() {}

  /** The connection seen from the host, its direction never {@link Direction#UNKNOWN}. */
  public static OrientedConnection orient(ConnectionEvent event, HostView host) {
    Endpoint first = event.first();
    Endpoint second = event.second();
    boolean firstIsLocal =
        event.ends() == Ends.LOCAL_REMOTE
            || firstIsLocal(event, host.isOwn(first.address()), host.isOwn(second.address()));
    Endpoint local = firstIsLocal ? first : second;
    Endpoint remote = firstIsLocal ? second : first;
    return new OrientedConnection(
        direction(event, firstIsLocal, local, remote), event.protocol(), local, remote);
  }

  /**
   * Whether the peer is the host itself: its address is the local one, or one the host is known to
   * own. Who hears itself in a group (multicast, broadcast) uses a service of the group.
   */
  static boolean isLoopback(OrientedConnection connection, HostView host) {
    Endpoint local = connection.local();
    Endpoint remote = connection.remote();
    if (remote.address() == null || isGroup(local, remote, host.isOwn(local.address()))) {
      return false;
    }
    return remote.address().equals(local.address()) || host.isOwn(remote.address());
  }

  private static boolean firstIsLocal(ConnectionEvent event, boolean ownFirst, boolean ownSecond) {
    boolean groupFirst = isGroup(event.first(), event.second(), ownFirst);
    boolean groupSecond = isGroup(event.second(), event.first(), ownSecond);
    if (groupFirst != groupSecond) {
      return groupIsLocal(event, groupFirst ? ownSecond : ownFirst) == groupFirst;
    }
    if (ownFirst != ownSecond) {
      return ownFirst;
    }
    return switch (event.direction()) {
      case OUT -> true;
      case IN -> inboundSourceIsLocal(event);
      case UNKNOWN -> servicePort(event.first(), event.second());
    };
  }

  /**
   * Who receives from a multicast or broadcast address offers a local service on it, even where the
   * other end is the host's own address: then it hears itself. Who sends to one does not.
   */
  private static boolean groupIsLocal(ConnectionEvent event, boolean otherIsOwn) {
    return event.direction() == Direction.IN
        || (event.direction() == Direction.UNKNOWN && !otherIsOwn);
  }

  /** Multicast, the broadcast address, or that of the /24 the other end lies in. */
  private static boolean isGroup(Endpoint end, Endpoint other, boolean own) {
    String address = end.address();
    if (address == null || own) {
      return false;
    }
    if (Addresses.isMulticast(address) || address.equals("255.255.255.255")) {
      return true;
    }
    int network = address.lastIndexOf('.') + 1;
    return network > 0
        && address.startsWith("255", network)
        && other.address() != null
        && other.address().startsWith(address.substring(0, network));
  }

  /**
   * What inbound events of a sensor mean by source when no own address decides: Sysmon writes the
   * local end of UDP as source and that of TCP as destination, though not in every export, so a
   * port that can only be a client's overrules it; the filtering platform always writes the local
   * end as destination.
   */
  private static boolean inboundSourceIsLocal(ConnectionEvent event) {
    if (event.sensor() != Sensor.SYSMON) {
      return false;
    }
    boolean firstIsClient = event.first().port() >= CLIENT_PORTS;
    boolean secondIsClient = event.second().port() >= CLIENT_PORTS;
    return firstIsClient == secondIsClient ? event.protocol() == Protocol.UDP : secondIsClient;
  }

  private static Direction direction(
      ConnectionEvent event, boolean firstIsLocal, Endpoint local, Endpoint remote) {
    if (event.direction() != Direction.UNKNOWN) {
      return event.direction();
    }
    if (local.port() == remote.port()) {
      return firstIsLocal ? Direction.OUT : Direction.IN;
    }
    return servicePort(local, remote) ? Direction.IN : Direction.OUT;
  }

  /** True when the first port, the lower one, is the one that offers a service. */
  private static boolean servicePort(Endpoint end, Endpoint other) {
    return end.port() != Endpoint.ANY_PORT
        && (other.port() == Endpoint.ANY_PORT || end.port() < other.port());
  }
}
