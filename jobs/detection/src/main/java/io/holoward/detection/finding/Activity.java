package io.holoward.detection.finding;

import io.holoward.detection.observation.OrientedConnection;
import java.util.List;

/**
 * What was done: the signature and the connections that showed it.
 *
 * @param features the TRUE features in ascending order
 * @param connections examples, the one that raised the finding first
 * @param connectionCount number of connections with this signature: so far, or in the whole repeat
 *     slot in a closing update
 * @param windowCount number of observation windows they fall into
 * @param blocked true when the host's firewall refused the connection
 * @param firstSeen smallest event time, milliseconds since the epoch
 * @param lastSeen largest event time, milliseconds since the epoch
 */
public record Activity(
    List<String> features,
    List<OrientedConnection> connections,
    long connectionCount,
    long windowCount,
    boolean blocked,
    long firstSeen,
    long lastSeen) {

  public Activity {
    features = List.copyOf(features);
    connections = List.copyOf(connections);
  }
}
