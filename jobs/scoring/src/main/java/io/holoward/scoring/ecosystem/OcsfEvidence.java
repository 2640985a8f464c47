package io.holoward.scoring.ecosystem;

import io.holoward.detection.finding.Finding;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.OrientedConnection;
import java.util.List;

/** What shows it: the connections of a finding, each with the process that had it. */
final class OcsfEvidence {

  private OcsfEvidence() {}

  static List<JsonObject> of(Finding finding) {
    List<OrientedConnection> connections = finding.activity().connections();
    if (connections.isEmpty()) {
      return List.of(new JsonObject().put("process", OcsfProcess.reference(finding.actor())));
    }
    return connections.stream().map(connection -> evidence(finding, connection)).toList();
  }

  private static JsonObject evidence(Finding finding, OrientedConnection connection) {
    Sides sides = Sides.of(connection);
    String host = finding.actor().host();
    return new JsonObject()
        .put("src_endpoint", endpoint(sides.source(), sides.sourceIsLocal() ? host : null))
        .put("dst_endpoint", endpoint(sides.destination(), sides.sourceIsLocal() ? null : host))
        .put("connection_info", connectionInfo(connection, sides))
        .put("process", OcsfProcess.reference(finding.actor()));
  }

  /** An end of which only the port is known is none: OCSF asks for an address or a name. */
  private static JsonObject endpoint(Endpoint end, String hostname) {
    return end.address() == null && hostname == null
        ? null
        : new JsonObject()
            .put("ip", end.address())
            .put("port", Sides.port(end))
            .put("hostname", hostname);
  }

  private static JsonObject connectionInfo(OrientedConnection connection, Sides sides) {
    JsonObject info = new JsonObject();
    OcsfTerm.direction(connection.direction()).putInto(info, "direction");
    return info.put("protocol_name", sides.protocolName(connection.protocol()))
        .put("protocol_num", sides.protocolNumber(connection.protocol()))
        .put("protocol_ver_id", sides.ipVersion());
  }
}
