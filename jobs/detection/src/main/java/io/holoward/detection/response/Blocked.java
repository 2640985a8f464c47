package io.holoward.detection.response;

import io.holoward.detection.observation.Direction;
import io.holoward.detection.observation.Protocol;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a rule blocks, in parts that are safe in any command.
 *
 * @param protocol TCP or UDP
 * @param remoteAddress a literal address in canonical form
 * @param port port of the service, 1–65535
 */
record Blocked(Direction direction, Protocol protocol, String remoteAddress, int port) {

  boolean outbound() {
    return direction == Direction.OUT;
  }

  /** The expiry of a rule as people read it: UTC, to the second. */
  static String until(long expiryTime) {
    return "until " + Instant.ofEpochMilli(expiryTime).truncatedTo(ChronoUnit.SECONDS);
  }
}
