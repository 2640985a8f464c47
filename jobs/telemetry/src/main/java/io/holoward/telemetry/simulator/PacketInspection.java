package io.holoward.telemetry.simulator;

import static java.util.Map.entry;

import io.holoward.detection.observation.Protocol;
import java.util.Map;

/** What packet inspection reads from the connections of this fleet. */
final class PacketInspection {

  static final String SSH = "ssh";
  static final String TLS = "tls";

  private static final String HTTP = "http";
  private static final String RPC = "dce_rpc";

  /** Printers, the shop's workers and the backup speak what inspection does not name. */
  private static final Map<Integer, String> OVER_TCP =
      Map.ofEntries(
          entry(22, SSH),
          entry(80, HTTP),
          entry(88, "kerberos"),
          entry(135, RPC),
          entry(389, "ldap"),
          entry(443, TLS),
          entry(445, "smb"),
          entry(1_433, "tds"),
          entry(Programs.DATABASE_PORT, "postgresql"),
          entry(8_530, HTTP),
          entry(Programs.RPC_PORT, RPC),
          entry(Programs.RPC_PORT + 1, RPC));

  private static final Map<Integer, String> OVER_UDP =
      Map.of(
          53, "dns",
          123, "ntp",
          137, "netbios",
          138, "netbios",
          161, "snmp",
          389, "ldap",
          443, "quic",
          1_900, "ssdp",
          3_478, "stun",
          5_355, "llmnr");

  private PacketInspection() {}

  /** The application that is spoken with this service of the fleet; null for none it names. */
  static String usual(Protocol protocol, int port) {
    return (protocol == Protocol.TCP ? OVER_TCP : OVER_UDP).get(port);
  }

  /** What the client's first packet says of the server it wants. */
  static Map<String, String> layer7(Contact contact) {
    if (TLS.equals(contact.application())) {
      return Map.of("tls.sni", serverName(contact));
    }
    return HTTP.equals(contact.application()) ? Map.of("http.host", serverName(contact)) : Map.of();
  }

  private static String serverName(Contact contact) {
    if (!contact.isOut()) {
      return "shop" + Fleet.DOMAIN;
    }
    String number = contact.peer().substring(contact.peer().lastIndexOf('.') + 1);
    return "service-" + number + (Fleet.isInside(contact.peer()) ? Fleet.DOMAIN : ".example.net");
  }
}
