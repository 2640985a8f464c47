package io.holoward.detection.port;

import io.holoward.detection.observation.Protocol;

/** An application or layer-7 protocol of the catalogue and where it is expected. */
final class Application {

  private final String name;
  private final Application variantOf;
  private final PortRanges tcp;
  private final PortRanges udp;
  private final PortRanges dynamic;
  private final String expectedPorts;

  /**
   * @param name as people are shown it
   * @param variantOf the application it is a form of; null for none
   * @param tcp expected ports; none where it is not judged on TCP
   * @param udp expected ports; none where it is not judged on UDP
   * @param dynamic ports that say nothing
   */
  Application(
      String name, Application variantOf, PortRanges tcp, PortRanges udp, PortRanges dynamic) {
    this.name = name;
    this.variantOf = variantOf;
    this.tcp = tcp;
    this.udp = udp;
    this.dynamic = dynamic;
    this.expectedPorts = text(tcp, udp);
  }

  String name() {
    return name;
  }

  /** True for the application itself and the one it is a form of. */
  boolean belongsTo(Application other) {
    return other == this || (other != null && other == variantOf);
  }

  /** The ports expected on a transport: of TCP or else of UDP. */
  PortRanges ports(Protocol protocol) {
    return protocol == Protocol.TCP ? tcp : udp;
  }

  boolean isDynamic(int port) {
    return dynamic.contains(port);
  }

  /** All expected ports, such as {@code tcp 53; udp 53, 5353}; null where there are none. */
  String expectedPorts() {
    return expectedPorts;
  }

  private static String text(PortRanges tcp, PortRanges udp) {
    if (tcp.isEmpty() && udp.isEmpty()) {
      return null;
    }
    String first = tcp.isEmpty() ? "" : "tcp " + tcp.text();
    String second = udp.isEmpty() ? "" : "udp " + udp.text();
    return first + (first.isEmpty() || second.isEmpty() ? "" : "; ") + second;
  }
}
