package io.holoward.telemetry.format;

import io.holoward.detection.features.AddressClass;
import io.holoward.detection.features.Addresses;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;

/** Which end of a flow is the host's, and which way the flow goes, where a sensor does not say. */
final class HostSide {

  private static final int WELL_KNOWN = 1024;

  /** Where Linux begins to hand out ports to clients, the lowest of the common systems. */
  private static final int CLIENT_PORTS = 32768;

  private HostSide() {}

  /**
   * The direction seen from the host that a sensor on the network watches: the end with a private
   * address where it is the only one, else the originator. A group address (multicast, broadcast)
   * is nobody's own.
   */
  static Direction ofNetworkSensor(NetworkFlow flow) {
    String responder = flow.responder().address();
    boolean responderAlone =
        isPrivate(responder) && !isGroup(responder) && !isPrivate(flow.originator().address());
    return responderAlone ? Direction.IN : Direction.OUT;
  }

  /**
   * The direction of a host's own flow by its ports: the end whose port is of the lower class (up
   * to 1023, up to 32767, above) offers the service; of the same class it is the remote end.
   */
  static Direction byPorts(int localPort, int remotePort) {
    return portClass(localPort) < portClass(remotePort) ? Direction.IN : Direction.OUT;
  }

  /** True for an address that stands for a group of hosts; by its looks, no mask is known. */
  static boolean isGroup(String address) {
    return Addresses.isMulticast(address)
        || (!Addresses.isIpv6(address) && address.endsWith(".255"));
  }

  private static boolean isPrivate(String address) {
    return Addresses.classify(address) == AddressClass.PRIVATE;
  }

  private static int portClass(int port) {
    if (port == Endpoint.ANY_PORT) {
      return Integer.MAX_VALUE;
    }
    if (port < WELL_KNOWN) {
      return 0;
    }
    return port < CLIENT_PORTS ? 1 : 2;
  }
}
