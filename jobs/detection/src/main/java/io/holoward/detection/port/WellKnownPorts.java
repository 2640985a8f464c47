package io.holoward.detection.port;

import io.holoward.detection.features.Ports;
import io.holoward.detection.observation.Protocol;
import java.util.Map;

/** The few ports that everybody takes for one application's. */
final class WellKnownPorts {

  private final Application[] tcp;
  private final Application[] udp;

  WellKnownPorts(Map<Integer, Application> tcp, Map<Integer, Application> udp) {
    this.tcp = table(tcp);
    this.udp = table(udp);
  }

  private static Application[] table(Map<Integer, Application> owners) {
    Application[] table = new Application[Ports.MAX + 1];
    owners.forEach((port, owner) -> table[port] = owner);
    return table;
  }

  /** Whose port it is; null for a port that is not well known. */
  Application owner(Protocol protocol, int port) {
    if (port < 0 || port > Ports.MAX) {
      return null;
    }
    return (protocol == Protocol.TCP ? tcp : udp)[port];
  }
}
