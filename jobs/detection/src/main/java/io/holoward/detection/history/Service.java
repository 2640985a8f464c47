package io.holoward.detection.history;

import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.Protocol;
import java.util.Comparator;

/**
 * The remote side of outbound connections, or a client of a service that accepts inbound ones. Each
 * dynamic port is a service of its own: were those of an address one, whoever used any of them
 * would know an attacker's. Not so for a client: on which of them its host accepts says nothing.
 *
 * @param direction OUT for a service that is connected to, IN for a client
 * @param address a literal address in canonical spelling: that of the service, or of the client
 * @param port the port of the service, be it connected to or accepting: 0–65535, {@link
 *     Endpoint#ANY_PORT} or {@link #DYNAMIC_PORTS}
 */
public record Service(Direction direction, Protocol protocol, String address, int port)
    implements Comparable<Service> {

  /** Stands for every port from {@code features.ephemeral-low} on of a host that accepts. */
  public static final int DYNAMIC_PORTS = -2;

  private static final Comparator<Service> ORDER =
      Comparator.comparing(Service::address)
          .thenComparingInt(Service::port)
          .thenComparing(Service::protocol)
          .thenComparing(Service::direction);

  /** The service of an outbound connection whose remote address is known. */
  public static Service of(OrientedConnection connection) {
    Endpoint remote = connection.remote();
    return new Service(Direction.OUT, connection.protocol(), remote.address(), remote.port());
  }

  /**
   * The client of an inbound connection.
   *
   * @param ephemeralLow the lowest dynamic port
   */
  public static Service ofClient(OrientedConnection connection, int ephemeralLow) {
    int served = connection.local().port();
    return new Service(
        Direction.IN,
        connection.protocol(),
        connection.remote().address(),
        served >= ephemeralLow ? DYNAMIC_PORTS : served);
  }

  @Override
  public int compareTo(Service other) {
    return ORDER.compare(this, other);
  }
}
