package io.holoward.detection.observation;

/**
 * One end of a connection.
 *
 * @param address a literal IPv4 or IPv6 address in canonical text form, never a host name; null
 *     where the telemetry gives a wildcard or nothing
 * @param port 0–65535, or {@link #ANY_PORT} where the telemetry gives a wildcard or nothing
 */
public record Endpoint(String address, int port) {

  /** Stands for a wildcard or absent port. */
  public static final int ANY_PORT = -1;

  /** An end of which nothing is known. */
  public static final Endpoint ANY = new Endpoint(null, ANY_PORT);
}
