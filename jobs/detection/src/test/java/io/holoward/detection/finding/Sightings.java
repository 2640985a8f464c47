package io.holoward.detection.finding;

import io.holoward.detection.flow.FlowAlarm;
import io.holoward.detection.flow.FlowAnomaly;
import io.holoward.detection.lifecycle.Profiles;
import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.ProcessReference;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.observation.SourcePosition;
import io.holoward.detection.rhythm.Rhythm;
import io.holoward.detection.sighting.Sighting;
import io.holoward.detection.sighting.Sighting.Kind;
import java.util.List;

/** Sightings for tests. */
final class Sightings {

  static final String DNS = "outgoingIPv4hasPrivate outgoingWellKnownUDPPort_53";
  static final String SMB = "outgoingIPv4hasPrivate outgoingWellKnownTCPPort_445";
  static final OrientedConnection TO_SMB =
      new OrientedConnection(
          Direction.OUT,
          Protocol.TCP,
          new Endpoint("10.0.0.5", 50123),
          new Endpoint("10.1.2.3", 445));

  static final String SSH_ON_SMB = "SSH on tcp port 445, which belongs to SMB";

  private Sightings() {}

  static Sighting of(Kind kind, String signature, OrientedConnection... connections) {
    return named(kind, signature, "svchost.exe -k netsvcs", "ws1", connections);
  }

  static Sighting beacon(Rhythm rhythm, String signature, OrientedConnection connection) {
    return sighting(
        Kind.BEACON, signature, "svchost.exe -k netsvcs", "ws1", rhythm, List.of(connection));
  }

  static Sighting named(
      Kind kind,
      String signature,
      String processName,
      String host,
      OrientedConnection... connections) {
    return sighting(kind, signature, processName, host, null, List.of(connections));
  }

  private static Sighting sighting(
      Kind kind,
      String signature,
      String processName,
      String host,
      Rhythm rhythm,
      List<OrientedConnection> connections) {
    boolean alarm = kind == Kind.EXTERNAL_ALARM;
    return new Sighting(
        "default",
        host,
        "0123456789abcdef0123456789abcdef",
        Profiles.PROCESS,
        processName,
        new ProcessReference(
            "{guid}", 812, "C:\\Windows\\System32\\svchost.exe", "SYSTEM", null, null),
        kind,
        600_000,
        500_000,
        signature,
        connections,
        3,
        400_000,
        500_000,
        alarm ? "a-17" : null,
        alarm ? "C2 suspected" : null,
        kind.isFlow()
            ? new FlowAlarm(List.of(FlowAnomaly.PORT_FOREIGN_PROTOCOL), SSH_ON_SMB)
            : null,
        new SourcePosition("x.jsonl.gz", 42),
        rhythm);
  }
}
