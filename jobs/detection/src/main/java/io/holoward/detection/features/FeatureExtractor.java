package io.holoward.detection.features;

import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.Protocol;
import io.holoward.entropy.Signature;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Table 2 of US11258655B2: the TRUE features of a connection.
 *
 * <p>Outbound connections speak by their remote address and remote port, inbound ones by their
 * local port only. A connection has one of a few thousand signatures; each is built once and shared
 * afterwards, so extraction allocates nothing but what parsing the address takes.
 */
public final class FeatureExtractor {

  /** Where IANA's dynamic ports begin, and Windows's ephemeral ones. Linux starts at 32768. */
  public static final int DEFAULT_EPHEMERAL_LOW = 49152;

  private static final int WELL_KNOWN = 1024;
  private static final int OTHER = WELL_KNOWN;
  private static final int EPHEMERAL = WELL_KNOWN + 1;
  private static final int NO_PORT = WELL_KNOWN + 2;
  private static final int PORT_CLASSES = WELL_KNOWN + 3;

  private static final String[] ADDRESS_FEATURES = {
    null,
    "outgoingIPv4HasPublic",
    "outgoingIPv4hasPrivate",
    "outgoingIPv6hasPublic",
    "outgoingIPv6hasPrivate"
  };

  private static final Set<String> OTHER_PORTS =
      Set.of(
          portFeature(Direction.OUT, Protocol.TCP, OTHER),
          portFeature(Direction.OUT, Protocol.UDP, OTHER),
          portFeature(Direction.IN, Protocol.TCP, OTHER),
          portFeature(Direction.IN, Protocol.UDP, OTHER));

  private final int ephemeralLow;

  /**
   * Signatures by [transport][address class][port class]; filled on first use. A race only builds
   * an equal immutable signature twice.
   */
  private final Signature[] outbound = new Signature[2 * ADDRESS_FEATURES.length * PORT_CLASSES];

  private final Signature[] inbound = new Signature[2 * PORT_CLASSES];

  /**
   * @param ephemeralLow the first ephemeral port, 1024–65536
   */
  public FeatureExtractor(int ephemeralLow) {
    if (ephemeralLow < WELL_KNOWN || ephemeralLow > Ports.MAX + 1) {
      throw new IllegalArgumentException(
          "the first ephemeral port must be 1024 to 65536, not " + ephemeralLow);
    }
    this.ephemeralLow = ephemeralLow;
  }

  /**
   * The signature of one connection; empty when it has no feature (wildcards, inbound ICMP).
   *
   * @throws IllegalArgumentException for a connection without direction, an address that is not a
   *     literal, or a port that does not exist
   */
  public Signature signature(OrientedConnection connection) {
    return switch (connection.direction()) {
      case OUT -> outbound(connection.protocol(), connection.remote());
      case IN -> inbound(connection.protocol(), connection.local());
      case UNKNOWN -> throw new IllegalArgumentException("a connection without direction");
    };
  }

  /** Whether a port is shown that is neither well known nor ephemeral. */
  static boolean hasOtherPort(Signature signature) {
    for (int i = 0; i < signature.size(); i++) {
      if (OTHER_PORTS.contains(signature.feature(i))) {
        return true;
      }
    }
    return false;
  }

  /** The union of the signatures of several connections. */
  public Signature signature(Collection<OrientedConnection> connections) {
    TreeSet<String> union = new TreeSet<>();
    for (OrientedConnection connection : connections) {
      union.addAll(signature(connection).features());
    }
    return Signature.of(union);
  }

  private Signature outbound(Protocol protocol, Endpoint remote) {
    int address = addressClass(remote.address());
    int port = portClass(protocol, remote.port());
    int udp = protocol == Protocol.UDP ? 1 : 0;
    int index = (udp * ADDRESS_FEATURES.length + address) * PORT_CLASSES + port;
    Signature signature = outbound[index];
    if (signature == null) {
      signature = build(Direction.OUT, protocol, address, port);
      outbound[index] = signature;
    }
    return signature;
  }

  private Signature inbound(Protocol protocol, Endpoint local) {
    int port = portClass(protocol, local.port());
    int index = (protocol == Protocol.UDP ? PORT_CLASSES : 0) + port;
    Signature signature = inbound[index];
    if (signature == null) {
      signature = build(Direction.IN, protocol, 0, port);
      inbound[index] = signature;
    }
    return signature;
  }

  private static int addressClass(String address) {
    if (address == null) {
      return 0;
    }
    IpLiteral literal = Addresses.literal(address);
    return (literal.v6() ? 3 : 1) + (literal.isPrivate() ? 1 : 0);
  }

  private int portClass(Protocol protocol, int port) {
    if (port < Endpoint.ANY_PORT || port > Ports.MAX) {
      throw new IllegalArgumentException("a port must be 0 to 65535, not " + port);
    }
    boolean hasService = protocol == Protocol.TCP || protocol == Protocol.UDP;
    if (port == Endpoint.ANY_PORT || !hasService) {
      return NO_PORT;
    }
    if (port < WELL_KNOWN) {
      return port;
    }
    return port < ephemeralLow ? OTHER : EPHEMERAL;
  }

  private static Signature build(Direction direction, Protocol protocol, int address, int port) {
    List<String> features = new ArrayList<>(2);
    if (ADDRESS_FEATURES[address] != null) {
      features.add(ADDRESS_FEATURES[address]);
    }
    if (port != NO_PORT) {
      features.add(portFeature(direction, protocol, port));
    }
    return Signature.of(features);
  }

  /** The patent's spelling differs between the directions: OtherPort after, Other before. */
  private static String portFeature(Direction direction, Protocol protocol, int port) {
    String prefix = direction == Direction.OUT ? "outgoing" : "inbound";
    return switch (port) {
      case EPHEMERAL -> prefix + "HasEphemeral" + protocol + "Port";
      case OTHER ->
          direction == Direction.OUT
              ? prefix + "Has" + protocol + "OtherPort"
              : prefix + "HasOther" + protocol + "Port";
      default -> prefix + "WellKnown" + protocol + "Port_" + port;
    };
  }
}
