package io.holoward.detection.rhythm;

import io.holoward.detection.features.IpLiteral;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.Protocol;
import java.util.Comparator;
import java.util.List;

/**
 * What repeated connections of an instance have in common, in three numbers: direction, protocol,
 * service, whether the peer is the host itself, and whether the host's firewall refused them; where
 * they are told apart by who connects, the client's address instead of the host's own. Nothing is
 * lost, so there are no collisions.
 *
 * @param high upper half of an IPv6 address, else 0
 * @param low lower half of an IPv6 address, an IPv4 address, or 0
 * @param kind all the rest
 */
public record ServiceKey(long high, long low, long kind) {

  /** Some order, the same everywhere. */
  static final Comparator<ServiceKey> ORDER =
      Comparator.comparingLong(ServiceKey::kind)
          .thenComparingLong(ServiceKey::high)
          .thenComparingLong(ServiceKey::low);

  private static final List<Protocol> PROTOCOLS = List.of(Protocol.values());
  private static final int PORT = 8;
  private static final int PROTOCOL = 4;
  private static final long PROTOCOL_MASK = 3;
  private static final long INBOUND = 1;
  private static final long LOOPBACK = 1 << 1;
  private static final long IPV4 = 1 << 2;
  private static final long IPV6 = 1 << 3;
  private static final long BLOCKED = 1 << 6;
  private static final long CLIENT = 1 << 7;

  /** The key of a connection and of all that repeat it. */
  public static ServiceKey of(OrientedConnection connection, boolean loopback, boolean blocked) {
    return of(connection, connection.service().address(), loopback, blocked, 0);
  }

  /** The key of an inbound connection of a client that is told apart from others. */
  public static ServiceKey ofClient(OrientedConnection connection, boolean blocked) {
    return of(connection, connection.remote().address(), false, blocked, CLIENT);
  }

  private static ServiceKey of(
      OrientedConnection connection, String told, boolean loopback, boolean blocked, long client) {
    IpLiteral address = told == null ? null : IpLiteral.parse(told);
    long kind =
        client
            | (connection.service().port() + 1L) << PORT
            | (long) PROTOCOLS.indexOf(connection.protocol()) << PROTOCOL
            | (connection.direction() == Direction.IN ? INBOUND : 0)
            | (loopback ? LOOPBACK : 0)
            | (blocked ? BLOCKED : 0);
    return address == null
        ? new ServiceKey(0, 0, kind)
        : new ServiceKey(address.high(), address.low(), kind | (address.v6() ? IPV6 : IPV4));
  }

  /** True when the instance connects, false when it accepts. */
  public boolean outbound() {
    return (kind & INBOUND) == 0;
  }

  /** Whether the peer is the host itself. */
  public boolean loopback() {
    return (kind & LOOPBACK) != 0;
  }

  /** Whether the host's firewall refused the connections. */
  public boolean blocked() {
    return (kind & BLOCKED) != 0;
  }

  /** A connection of which the end that is the service is known, or its port and the client. */
  public OrientedConnection connection() {
    String address =
        (kind & (IPV4 | IPV6)) == 0 ? null : new IpLiteral((kind & IPV6) != 0, high, low).text();
    int port = (int) (kind >>> PORT) - 1;
    boolean byClient = (kind & CLIENT) != 0;
    Endpoint service = new Endpoint(byClient ? null : address, port);
    Endpoint other = byClient ? new Endpoint(address, Endpoint.ANY_PORT) : Endpoint.ANY;
    return new OrientedConnection(
        outbound() ? Direction.OUT : Direction.IN,
        PROTOCOLS.get((int) (kind >>> PROTOCOL & PROTOCOL_MASK)),
        outbound() ? other : service,
        outbound() ? service : other);
  }
}
