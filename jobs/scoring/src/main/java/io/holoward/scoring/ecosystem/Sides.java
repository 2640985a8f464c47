package io.holoward.scoring.ecosystem;

import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.Protocol;
import java.util.Locale;

/**
 * A connection from the side that opened it to the side that answered. Where that is not known the
 * local end stands first.
 *
 * @param sourceIsLocal whether the source is the host that the finding is about
 */
record Sides(Endpoint source, Endpoint destination, boolean sourceIsLocal) {

  static Sides of(OrientedConnection connection) {
    return connection.direction() == Direction.IN
        ? new Sides(connection.remote(), connection.local(), false)
        : new Sides(connection.local(), connection.remote(), true);
  }

  /** The port, or null where it is not known. */
  static Integer port(Endpoint end) {
    return end.port() == Endpoint.ANY_PORT ? null : end.port();
  }

  /** 4 or 6, or null where neither address is known. */
  Integer ipVersion() {
    String known = source.address() == null ? destination.address() : source.address();
    if (known == null) {
      return null;
    }
    return known.indexOf(':') >= 0 ? 6 : 4;
  }

  /** The protocol's registered name in lower case, or null where it is none of those known. */
  String protocolName(Protocol protocol) {
    return switch (protocol) {
      case TCP, UDP -> protocol.name().toLowerCase(Locale.ROOT);
      case ICMP -> isIpV6() ? "ipv6-icmp" : "icmp";
      case OTHER -> null;
    };
  }

  /** The protocol's number in the header of an IP packet, or null where it is not known. */
  Integer protocolNumber(Protocol protocol) {
    return switch (protocol) {
      case TCP -> 6;
      case UDP -> 17;
      case ICMP -> isIpV6() ? 58 : 1;
      case OTHER -> null;
    };
  }

  private boolean isIpV6() {
    Integer version = ipVersion();
    return version != null && version == 6;
  }
}
