package io.holoward.detection.port;

import io.holoward.detection.features.Ports;
import java.io.Serializable;

/**
 * Ports from one number to another, both included.
 *
 * @param low 0–65535
 * @param high from {@code low} to 65535
 */
public record PortRange(int low, int high) implements Serializable {

  /**
   * @throws IllegalArgumentException if that is no range of ports
   */
  public PortRange {
    if (low < 0 || low > high || high > Ports.MAX) {
      throw new IllegalArgumentException(
          "expected ports from 0 to 65535, the lower one first, found " + low + "-" + high);
    }
  }

  /**
   * Reads {@code 8080} or {@code 8000-8010}.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static PortRange parse(String text) {
    String ports = text == null ? "" : text.strip();
    int dash = ports.indexOf('-');
    int low = number(dash < 0 ? ports : ports.substring(0, dash));
    return new PortRange(low, dash < 0 ? low : number(ports.substring(dash + 1)));
  }

  private static int number(String text) {
    int port = Ports.parse(text);
    if (port < 0) {
      throw new IllegalArgumentException(
          "expected a port such as 8080 or a range such as 8000-8010, found a number missing");
    }
    return port;
  }

  /** True for a port of the range. */
  public boolean contains(int port) {
    return low <= port && port <= high;
  }

  /** The form that {@link #parse} reads. */
  @Override
  public String toString() {
    return low == high ? Integer.toString(low) : low + "-" + high;
  }
}
