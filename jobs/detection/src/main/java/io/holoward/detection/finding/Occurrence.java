package io.holoward.detection.finding;

import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Endpoint;
import io.holoward.detection.observation.OrientedConnection;
import io.holoward.detection.observation.Protocol;
import io.holoward.detection.rhythm.Rhythm;
import io.holoward.detection.sighting.Sighting;
import io.holoward.detection.sighting.Sighting.Kind;
import java.util.Locale;

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
    if (sighting.rhythm() != null) {
      return who + repeated(connection, sighting.rhythm());
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

  private static String repeated(OrientedConnection connection, Rhythm rhythm) {
    String verb = connection.direction() == Direction.IN ? " accepted " : " made ";
    return verb
        + adjectives(connection)
        + "connections"
        + ends(connection)
        + String.format(
            Locale.ROOT,
            ", %d times in %s, every %s give or take %.0f %%",
            rhythm.connections(),
            length((rhythm.connections() - 1) * rhythm.meanGap()),
            length(rhythm.meanGap()),
            100 * rhythm.variation());
  }

  /** A length of time to two or three digits. */
  private static String length(double seconds) {
    if (seconds < 10) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    if (seconds < 10 * 60) {
      return Math.round(seconds) + " s";
    }
    return seconds < 10 * 3600
        ? Math.round(seconds / 60) + " min"
        : Math.round(seconds / 3600) + " h";
  }

  private static String kind(OrientedConnection connection) {
    String article = connection.direction() == Direction.UNKNOWN ? "a " : "an ";
    return article + adjectives(connection) + "connection";
  }

  private static String adjectives(OrientedConnection connection) {
    String direction =
        switch (connection.direction()) {
          case OUT -> "outbound ";
          case IN -> "inbound ";
          case UNKNOWN -> "";
        };
    return direction + protocol(connection);
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
