package io.holoward.detection.response;

import io.holoward.detection.features.Addresses;
import io.holoward.detection.features.Ports;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.Protocol;
import java.util.Optional;

/**
 * Makes firewall rules out of connections. Whoever runs the process chooses its name, its path and
 * the addresses, so nothing of a connection reaches a command but parsed addresses and numbers.
 */
public final class FirewallRules {

  private FirewallRules() {}

  /**
   * A rule that blocks such connections.
   *
   * @param image the executable's path as reported; null where unknown
   * @param rationale why, in one sentence
   * @param expiryTime when it should be taken back, milliseconds since the epoch
   * @return empty where no rule could tell such connections from others: without a direction, for a
   *     protocol without ports, without the port of the service, or without a literal remote
   *     address
   */
  public static Optional<FirewallRule> block(
      OrientedConnection connection, String image, String rationale, long expiryTime) {
    if (!canBlock(connection)) {
      return Optional.empty();
    }
    Endpoint service = connection.service();
    Protocol protocol = connection.protocol();
    String remote = literal(connection.remote().address());
    Blocked blocked = new Blocked(connection.direction(), protocol, remote, service.port());
    return Optional.of(
        new FirewallRule(
            connection.direction(),
            protocol,
            new Endpoint(literal(service.address()), service.port()),
            remote,
            image,
            rationale,
            expiryTime,
            NftablesCommand.of(blocked, rationale, expiryTime),
            WindowsCommand.of(blocked, image, rationale, expiryTime)));
  }

  /** Whether a rule could tell such connections from others. */
  static boolean canBlock(OrientedConnection connection) {
    Protocol protocol = connection.protocol();
    int port = connection.service().port();
    return connection.direction() != Direction.UNKNOWN
        && (protocol == Protocol.TCP || protocol == Protocol.UDP)
        && port >= 1
        && port <= Ports.MAX
        && literal(connection.remote().address()) != null;
  }

  /** The address as it is spelled once parsed; null for a wildcard, a name or any other text. */
  private static String literal(String address) {
    try {
      String canonical = Addresses.canonical(address);
      return canonical == null || Addresses.isUnspecified(canonical) ? null : canonical;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
