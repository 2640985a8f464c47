package io.holoward.detection.finding;

import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.sighting.Sighting;
import io.holoward.detection.sighting.Sighting.Kind;

/** Says what happened, as the main clause of a sentence: who did what on which host. */
final class Occurrence {

  private Occurrence() {}

  static String of(Sighting sighting) {
    String who =
        PlainText.of(sighting.processName(), "an unknown process")
            + " on "
            + PlainText.of(sighting.host(), "an unknown host");
    OrientedConnection connection =
        sighting.connections().isEmpty() ? null : sighting.connections().get(0);
    if (sighting.kind() == Kind.EXTERNAL_ALARM) {
      return alarm(sighting) + " is about " + who + (connection == null ? "" : had(connection));
    }
    if (sighting.kind().isFlow()) {
      return who + ", " + protocol(connection) + "flow" + ends(connection);
    }
    if (connection == null) {
      return who + " was active on the network";
    }
    return who
        + did(connection, sighting.kind() == Kind.BLOCKED)
        + (sighting.kind() == Kind.LATE ? " (reported late)" : "");
  }

  private static String alarm(Sighting sighting) {
    String id = PlainText.of(sighting.alarmId(), "");
    String type = PlainText.of(sighting.alarmType(), "");
    return "Alarm" + (id.isEmpty() ? "" : " " + id) + (type.isEmpty() ? "" : " (" + type + ")");
  }

  private static String had(OrientedConnection connection) {
    return ", " + kind(connection) + ends(connection);
  }

  private static String did(OrientedConnection connection, boolean blocked) {
    String verb =
        switch (connection.direction()) {
          case OUT -> blocked ? " tried " : " made ";
          case IN -> blocked ? " was offered " : " accepted ";
          case UNKNOWN -> " had ";
        };
    return verb
        + kind(connection)
        + ends(connection)
        + (blocked ? " that the host's firewall refused" : "");
  }

  private static String kind(OrientedConnection connection) {
    String protocol = protocol(connection);
    return switch (connection.direction()) {
      case OUT -> "an outbound " + protocol + "connection";
      case IN -> "an inbound " + protocol + "connection";
      case UNKNOWN -> "a " + protocol + "connection";
    };
  }

  private static String protocol(OrientedConnection connection) {
    return connection.protocol() == Protocol.OTHER ? "" : connection.protocol().name() + " ";
  }

  private static String ends(OrientedConnection connection) {
    String remote = address(connection.remote());
    if (connection.direction() != Direction.IN) {
      return " to " + remote + port(":", connection.remote().port());
    }
    return port(" on local port ", connection.local().port()) + " from " + remote;
  }

  private static String address(Endpoint end) {
    if (end.address() == null) {
      return "an unknown address";
    }
    String plain = PlainText.of(end.address(), "an unknown address");
    return plain.indexOf(':') >= 0 ? "[" + plain + "]" : plain;
  }

  private static String port(String before, int port) {
    return port == Endpoint.ANY_PORT ? "" : before + port;
  }
}
