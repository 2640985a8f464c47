package io.holoward.detection.features;

import io.holoward.detection.observation.Endpoint;

/** Port numbers as telemetry spells them. */
public final class Ports {

  /** The largest port number. */
  public static final int MAX = 65535;

  private Ports() {}

  /**
   * The number a port's text stands for: 0–65535, or {@link Endpoint#ANY_PORT} for an absent port
   * or a wildcard.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static int parse(String text) {
    if (Addresses.isWildcard(text)) {
      return Endpoint.ANY_PORT;
    }
    int port = 0;
    String digits = text.strip();
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      port = port * 10 + (c - '0');
      if (c < '0' || c > '9' || port > MAX) {
        throw new IllegalArgumentException(
            "expected a port from 0 to 65535, found '"
                + digits.substring(0, Math.min(20, digits.length()))
                + "'");
      }
    }
    return port;
  }
}
